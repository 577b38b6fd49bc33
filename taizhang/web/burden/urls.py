"""Addresses of the register of forms, of filling them, and of the meter."""

from django.urls import path

from taizhang.web.burden import answers, caps, design, filling, form, meter, register, sending

urlpatterns = [
    path("forms/", register.forms, name="forms"),
    path("forms/new/", design.new, name="form_new"),
    path("forms/filling/", filling.waiting, name="forms_filling"),
    path("forms/<uuid:key>/", form.form, name="form"),
    path("forms/<uuid:key>/design/", design.redesign, name="form_design"),
    path("forms/<uuid:key>/preview/", form.preview, name="form_preview"),
    path("forms/<uuid:key>/removal/", form.removal, name="form_removal"),
    path("forms/<uuid:key>/registration/", form.registration, name="form_registration"),
    path("forms/<uuid:key>/withdrawal/", form.withdrawal, name="form_withdrawal"),
    path("forms/<uuid:key>/sending/", sending.sending, name="form_sending"),
    path("forms/sendings/<uuid:key>/", answers.answers, name="form_answers"),
    path("forms/answers/<uuid:key>/", filling.answer, name="form_answer"),
    path("forms/answers/<uuid:key>/draft/", filling.draft, name="form_answer_draft"),
    path("burden/", meter.below, name="burden"),
    path("burden/issuers/", meter.issuers, name="burden_issuers"),
    path("burden/caps/", caps.caps, name="burden_caps"),
    path("burden/<str:code>/", meter.organization, name="burden_organization"),
]

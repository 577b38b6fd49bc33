"""Addresses of scores."""

from django.urls import path

from taizhang.web.scores import (
    answering,
    assessments,
    batch,
    below,
    closing,
    deviations,
    marking,
    marks,
    mine,
    objections,
    one,
    opened,
    results,
    steps,
    uses,
)

app_name = "scores"
urlpatterns = [
    path("scores/", mine.mine, name="mine"),
    path("scores/below/", below.below, name="below"),
    path("scores/assessments/", assessments.assessments, name="assessments"),
    path("scores/assessments/new/", closing.closing, name="closing"),
    path("scores/assessments/<uuid:key>/", one.assessment, name="assessment"),
    path("scores/assessments/<uuid:key>/second-preview/", steps.second_preview, name="second_preview"),
    path("scores/assessments/<uuid:key>/publication/", steps.publication, name="publication"),
    path("scores/assessments/<uuid:key>/locking/", steps.locking, name="locking"),
    path("scores/assessments/<uuid:key>/objection/", answering.objecting, name="objecting"),
    path("scores/assessments/<uuid:key>/deviation/", deviations.proposing, name="proposing"),
    path("scores/deviations/<uuid:key>/confirmation/", deviations.confirmation, name="confirmation"),
    path("scores/deviations/<uuid:key>/rejection/", deviations.rejection, name="rejection"),
    path("scores/objections/", objections.objections, name="objections"),
    path("scores/objections/<uuid:key>/", objections.objection, name="objection"),
    path("scores/objections/<uuid:key>/withdrawal/", answering.withdrawal, name="withdrawal"),
    path("scores/objections/<uuid:key>/answer/", answering.answering, name="answering"),
    path("scores/marks/", marks.marks, name="marks"),
    path("scores/marks/new/", marking.marking, name="marking"),
    path("scores/marks/batch/", batch.batch, name="batch"),
    path("scores/marks/batch/<int:number>/withdrawal/", batch.batch_undo, name="batch_undo"),
    path("scores/marks/<uuid:key>/", marks.mark, name="mark"),
    path("scores/marks/<uuid:key>/withdrawal/", marks.mark_withdrawal, name="mark_withdrawal"),
    path("scores/results/", results.results, name="results"),
    path("scores/results/<uuid:key>/", results.result, name="result"),
    path("scores/results/<uuid:key>/use/", uses.use_new, name="use_new"),
    path("scores/uses/<uuid:key>/withdrawal/", uses.use_withdrawal, name="use_withdrawal"),
    path("scores/<str:code>/<str:period>/", opened.opened, name="tree"),
]

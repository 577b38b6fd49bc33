"""A seal says of whom duties were judged; those that stand already held for all."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0004_seals'),
    ]

    operations = [
        migrations.AddField(
            model_name='seal',
            name='categories',
            field=models.CharField(default='ABCD', max_length=10),
            preserve_default=False,
        ),
    ]

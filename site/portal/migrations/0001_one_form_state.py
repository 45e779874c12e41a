"""One state of a form per editor and page.

Wagtail looks whether it is there and writes it then. Two previews of one editor at the same moment
leave two of them behind on PostgreSQL, and every later preview of that page fails (MultipleObjects-
Returned). With an index that forbids the second one Django takes the first instead.
"""

from django.db import migrations

COLUMNS = "user_id, content_type_id, object_id, parent_object_id"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailadmin", "0006_formstate")]
    operations = [
        # They are drafts of previews, kept for a day; the next preview writes its own.
        migrations.RunSQL("DELETE FROM wagtailadmin_formstate", migrations.RunSQL.noop),
        migrations.RunSQL(
            f"CREATE UNIQUE INDEX portal_one_form_state ON wagtailadmin_formstate ({COLUMNS})",
            "DROP INDEX portal_one_form_state",
        ),
    ]

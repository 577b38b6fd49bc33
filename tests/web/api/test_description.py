"""The description: valid OpenAPI 3.1, complete, and true about permissions."""

import jsonschema_rs
import schemathesis

from taizhang.web.api.calls import CALLS
from taizhang.web.api.description import description
from tests.web.api.programs import Program


def test_the_description_is_valid():
    whole = description()
    assert whole["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(whole).validate()
    for schema in whole["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def test_every_call_is_described_with_all_its_answers():
    operations = {one["operationId"]: one for path in description()["paths"].values() for one in path.values()}
    assert operations.keys() == {call.name for call in CALLS}
    for call in CALLS:
        described = operations[call.name]
        statuses = set(described["responses"])
        assert {"200", "400", "401", "403", "404", "405", "406", "422", "429"} <= statuses
        assert ("304" in statuses) == call.reads
        assert ({"409", "411", "413", "415"} <= statuses) == (not call.reads)
        assert ({"412", "428"} <= statuses) == call.matched
        assert described["summary"].endswith((".", "!"))
        if call.permission:
            assert call.permission.value in described["description"]


def test_every_call_that_changes_something_is_sent_with_an_identifier_of_its_own():
    schemas = description()["components"]["schemas"]
    for path in description()["paths"].values():
        for method, operation in path.items():
            if method == "get":
                continue
            if "application/octet-stream" in operation["requestBody"]["content"]:  # known by its own digest
                continue
            named = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            properties = schemas[named]["properties"]
            if "items" in properties:  # many at once, each with its own
                properties = schemas[properties["items"]["items"]["$ref"].rpartition("/")[2]]["properties"]
            assert "-7" in properties["id"]["pattern"], named


def test_nobody_reads_it_without_a_key(db):
    assert Program().get("openapi.json").status_code == 401

"""ON: rules about ONIX."""

from bookbuild.diagnostics import Rule, Severity

ERROR = Severity.ERROR

NOT_ONIX = Rule(
    "ON001", "not-onix", ERROR, "The file is no ONIX message that can be read.", "ONIX for Books 3.0"
)
SCHEMA = Rule(
    "ON002", "onix-schema", ERROR,
    "EDItEUR’s schemas refuse the message, and so does every shop’s import.",
    "ONIX for Books 3.0, schemas and code lists",
)  # fmt: skip

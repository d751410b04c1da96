"""Runs EPUBCheck for `bookbuild._tools.epubcheck`: each file a line of JSON on stdin, its answer a line on stdout.

Started as a script, in a process of its own, so that a hang can be killed and the Java in it (250 MB) goes back to
the machine. Java starts with the first question and stays: a second file takes a tenth of the first one's time.
"""

import json
import os
import sys
from typing import Any

import jpype

_CHECKER = "com.adobe.epubcheck.tool.EpubChecker"


def main() -> None:
    """Answer the questions on stdin, until it is closed."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # EPUBCheck talks on standard output
    for line in sys.stdin:
        answers.write(json.dumps(_check(json.loads(line))) + "\n")
        answers.flush()


def _check(question: dict[str, Any]) -> dict[str, Any]:
    if not jpype.isJVMStarted():
        jpype.startJVM(
            question["jvm"], *question["options"], classpath=[question["jar"]], convertStrings=True
        )
    arguments = [question["epub"], "--json", question["report"], "--locale", "en", "--quiet"]
    try:
        return {"exit_code": jpype.JClass(_CHECKER)().run(arguments)}
    except jpype.JException as error:  # OutOfMemoryError, and what EPUBCheck did not foresee
        return {"failure": str(error)}


if __name__ == "__main__":
    main()

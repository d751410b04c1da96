"""Runs Typst for `bookbuild._tools.typst`: one job as JSON on stdin, one answer as JSON on stdout.

Started as a script, in a process of its own, so that a hang can be killed and its memory (2 GB for 1,500
pages) goes back to the machine. It imports nothing of bookbuild.
"""

import json
import sys
from typing import Any

import typst


def main() -> None:
    """Do the job on stdin."""
    job = json.load(sys.stdin)
    try:
        answer = _set(job)
    except typst.TypstError as error:
        answer = {"errors": [_diagnostic(error)]}
    except RuntimeError as error:  # `eval` says no more than this (typst 0.15.2)
        answer = {"errors": [{"message": str(error), "text": "", "hints": []}]}
    json.dump(answer, sys.stdout)


def _set(job: dict[str, Any]) -> dict[str, Any]:
    compiler = typst.Compiler(
        job["main"],
        root=job["root"],
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        sys_inputs=job["inputs"],
    )
    warnings: list[typst.TypstWarning] = []
    if job["format"]:
        options = {"ppi": job["ppi"]} if job["format"] == "png" else {"pdf_tags": job["tags"]}
        _, warnings = compiler.compile_with_warnings(
            output=job["output"], format=job["format"], timestamp=job["timestamp"], **options
        )
    # The compiler is warm: what is asked of the document it has set costs no second layout (typst 0.15).
    values = {name: json.loads(compiler.eval(expression)) for name, expression in job["ask"].items()}
    return {"warnings": [_diagnostic(warning) for warning in warnings], "values": values}


def _diagnostic(fault: "typst.TypstError | typst.TypstWarning") -> dict[str, Any]:
    return {"message": fault.message, "text": fault.diagnostic, "hints": list(fault.hints)}


if __name__ == "__main__":
    main()

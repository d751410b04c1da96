"""Runs Typst for `bookbuild._tools.typst`: each job a line of JSON on stdin, its answer a line on stdout.

Started as a script, in a process of its own, so that a hang can be killed and its memory (2 GB for 1,500
pages) goes back to the machine. It imports nothing of bookbuild.
"""

import json
import sys
from functools import lru_cache
from typing import Any

import typst


def main() -> None:
    """Do the jobs on stdin, until it is closed."""
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer = _set(job)
        except typst.TypstError as error:
            answer = {"errors": [_diagnostic(error)]}
        except RuntimeError as error:  # `eval` says no more than this (typst 0.15.2)
            answer = {"errors": [{"message": str(error), "text": "", "hints": []}]}
        sys.stdout.write(json.dumps(answer | {"memory_mb": _memory_mb()}) + "\n")
        sys.stdout.flush()


def _set(job: dict[str, Any]) -> dict[str, Any]:
    compiler = _compiler(job["main"], job["root"], tuple(job["fonts"]), tuple(job["inputs"].items()))
    warnings: list[typst.TypstWarning] = []
    if job["format"]:
        options = {"ppi": job["ppi"]} if job["format"] == "png" else _pdf_options(job["standard"])
        _, warnings = compiler.compile_with_warnings(
            output=job["output"], format=job["format"], timestamp=job["timestamp"], **options
        )
    # The compiler is warm: what is asked of the document it has set costs no second layout (typst 0.15).
    values = {name: json.loads(compiler.eval(expression)) for name, expression in job["ask"].items()}
    return {"warnings": [_diagnostic(warning) for warning in warnings], "values": values}


def _pdf_options(standard: str | None) -> dict[str, Any]:
    return {"pdf_standards": [standard]} if standard else {"pdf_tags": False}


@lru_cache(maxsize=1)
def _compiler(
    main: str, root: str, fonts: tuple[str, ...], inputs: tuple[tuple[str, str], ...]
) -> "typst.Compiler":
    """The compiler of the last job, if this one is of the same source.

    Files are read anew each time; only what changed in them is set again, and only by the same compiler.
    """
    return typst.Compiler(
        main, root=root, font_paths=list(fonts), ignore_system_fonts=True, sys_inputs=dict(inputs)
    )


def _memory_mb() -> int:
    """The most memory that this process has held. Windows doesn't say: then more than anybody allows."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        peak // 1_000_000 if sys.platform == "darwin" else peak // 1000
    )  # getrusage(2): bytes there, KB here


def _diagnostic(fault: "typst.TypstError | typst.TypstWarning") -> dict[str, Any]:
    return {"message": fault.message, "text": fault.diagnostic, "hints": list(fault.hints)}


if __name__ == "__main__":
    main()

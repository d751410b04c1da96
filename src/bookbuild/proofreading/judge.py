"""The findings of a whole book: the remarks on each file and on all of them, less what comments allow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Finding
from bookbuild.proofreading.allowances import kept, unused
from bookbuild.proofreading.consistency import mixed_styles, name_variants
from bookbuild.proofreading.proof import Proof, Remark
from bookbuild.rules import proofreading


@dataclass(frozen=True)
class Judged:
    """What is left to say, and what can be mended."""

    findings: tuple[Finding, ...]
    mends: dict[str, list[Remark]]
    """By file, remarks with a certain remedy."""


def judge(
    proofs: Sequence[Proof], known: frozenset[str], further: Iterable[Remark] = (), spelling: bool = False
) -> Judged:
    """Findings of files that were proofread. `known` are names; `further` are remarks made elsewhere: on pictures,
    on spelling. Without `spelling` nothing is said of allowances of unknown words.
    """
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for proof in proofs:
        remarks[proof.file] += proof.remarks
    for remark in (*mixed_styles(proofs), *name_variants(proofs, known), *further):
        if remark.finding and remark.finding.at:
            remarks[remark.finding.at.file].append(remark)
    findings: list[Finding] = []
    mends: dict[str, list[Remark]] = {}
    for proof in proofs:
        used: set[int] = set()
        left = list(kept(remarks.pop(proof.file, []), proof.allowances, used))
        findings += [remark.finding for remark in left if remark.finding]
        mends[proof.file] = [remark for remark in left if remark.mended is not None]
        needed = [
            each for each in proof.allowances if spelling or proofreading.UNKNOWN_WORD.id not in each.rules
        ]
        findings += unused(needed, used)
    findings += [remark.finding for rest in remarks.values() for remark in rest if remark.finding]
    return Judged(tuple(findings), mends)

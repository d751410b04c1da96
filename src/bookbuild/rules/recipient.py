"""PR380 to PR386: rules about a printed edition and what its recipient's presses make."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

TRIM_NOT_OFFERED = Rule(
    "PR380", "trim-not-offered", ERROR,
    "The recipient does not cut books to this size: the order can't be placed, or the pages are scaled.",
    "The sizes of the recipient, in styles/profiles",
)  # fmt: skip
PAPER_NOT_OFFERED = Rule(
    "PR381", "paper-not-offered", ERROR,
    "The spine is reckoned from a paper that this recipient does not print on.",
    "The papers of the recipient, in styles/profiles",
)  # fmt: skip
SPINE_DEMANDED = Rule(
    "PR382", "spine-demanded", ERROR,
    "Public copies of this recipient's figures contradict each other: only his own tool gives the spine.",
    "bookbuild, print facts 1.2",
)  # fmt: skip
TEMPLATE_DEMANDED = Rule(
    "PR383", "template-demanded", ERROR,
    "The size of a case is the recipient's to say: one that is wrong is refused, or trimmed through the title.",
    "bookbuild, print facts 1.2",
)  # fmt: skip
BINDING_NOT_OFFERED = Rule(
    "PR384", "binding-not-offered", ERROR, "The recipient does not bind books in this way.",
    "The bindings of the recipient, in styles/profiles",
)  # fmt: skip
PAPER_IN_BLACK = Rule(
    "PR385", "paper-in-black", ERROR,
    "On this paper the recipient prints in black alone: the colours would come out grey.",
    "The papers of the recipient, in styles/profiles",
)  # fmt: skip
STATEMENT_REFUSED = Rule(
    "PR386", "statement-refused", WARNING,
    "Some recipients hold back a book that says where, or on what, it was printed.",
    "Ingram’s interior checks (secondary); bod.de",
)  # fmt: skip

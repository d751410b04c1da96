"""English tables."""

DOUBLES = frozenset(
    [
        "had", "that", "ha", "haha", "he", "hear", "hey", "ho", "no", "now", "oh", "so", "tut", "very",
        "well", "yes", "yeah", "bye", "knock", "there", "is", "bang", "blah", "chop", "click", "tick",
        "tock", "ding", "dong", "quack", "woof", "please", "far", "long", "way", "many", "really", "again",
        "never", "pooh", "hip", "ta", "tsk", "wink", "boo", "dear", "come", "go", "run", "half", "zero",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]
)  # fmt: skip
VAGUE_LINKS = frozenset(
    ["click", "click here", "go", "here", "learn more", "link", "more", "read more", "this", "this link", "this page", "see here"]
)  # fmt: skip
PLACEHOLDERS = (
    "to be completed",
    "to come",
    "to be written",
    "check this",
    "to do",
    "add reference",
    "citation needed",
)
FUNCTION_WORDS = frozenset(
    [
        "the", "and", "of", "to", "in", "is", "that", "it", "was", "for", "with", "as", "his", "he", "be",
        "this", "have", "from", "but", "not", "they", "she", "her", "which", "you", "were", "are", "been",
        "had", "their", "has", "would", "there", "what", "when", "who", "will", "more", "no", "if", "out",
        "so", "an", "my", "your", "how", "our", "could", "than", "them", "these", "its", "some", "then",
        "into", "only", "other", "about", "after", "where", "did", "should", "because", "such", "those",
        "through", "before", "between", "both", "under",
    ]
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

"""x"""

RULES = {f"MD05{n}" for n in range(8)}

"""French tables.

Only forms that no other word has: `Cote` may be « cote » or « Côte », so it is not here; nor are given names
(Eric, Emile), which their bearers spell as they like.
"""

DOUBLES = frozenset(
    [
        "nous", "vous", "bon", "non", "oui", "si", "ha", "hé", "ho", "hi", "ah", "oh", "eh", "na", "ta",
        "tut", "chut", "bien", "très", "fou", "là", "allez", "allons", "va", "tic", "toc", "pan", "boum",
        "clac", "plouf", "cri", "gnan", "glou", "miam", "ron", "tam", "doux", "doucement", "vite", "jamais",
        "cher", "chère", "petit", "petite", "maman", "papa", "beaucoup", "longtemps", "encore", "toujours",
        "rien", "tiens", "attends", "attendez", "viens", "venez", "voyons", "voilà", "hum", "hem", "pst",
        "bla", "chou", "coin", "cot", "cocorico", "drelin", "ding", "din", "dong", "toi", "moi", "monsieur",
        "madame", "mademoiselle", "père", "mère", "dites", "aïe", "ouf", "hop", "hip", "tra", "lon", "gai",
        "haut", "loin", "assez", "halte", "silence", "courage", "merci", "adieu", "trop", "mieux", "zéro",
        "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    ]
)  # fmt: skip
"""Pronouns of the subject and object (« nous nous levons »), cries, and words doubled for emphasis."""

VAGUE_LINKS = frozenset(
    [
        "ici", "là", "cliquez", "cliquez ici", "cliquer ici", "clique ici", "ce lien", "lien", "le lien", "en savoir plus",
        "lire la suite", "lire plus", "la suite", "voir ici", "par ici", "cette page", "plus", "suivez ce lien",
    ]
)  # fmt: skip

PLACEHOLDERS = (
    "à compléter", "à vérifier", "à rédiger", "à écrire", "à revoir", "à venir", "à faire", "à suivre ici", "référence à trouver",
    "réf. à compléter", "source à vérifier", "texte à venir", "image à venir", "à relire",
)  # fmt: skip

FUNCTION_WORDS = frozenset(
    [
        "le", "la", "les", "des", "et", "un", "une", "du", "est", "que", "qui", "dans", "pour", "pas",
        "sur", "au", "ce", "il", "elle", "avec", "plus", "se", "sont", "par", "ne", "son", "sa", "ses",
        "mais", "nous", "vous", "leur", "cette", "ces", "aux", "comme", "était", "avait", "ou", "où", "je",
        "tu", "ils", "elles", "lui", "y", "même", "tout", "ont", "été", "fait", "être", "très", "sans",
        "sous", "cela", "aussi", "peut", "dont", "entre", "après", "avant", "encore", "non", "ma", "ta",
        "mon", "ton", "si", "et", "a", "en", "on", "me", "te", "de", "ni", "car", "là", "bien", "tous",
    ]
)  # fmt: skip

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_CERTAIN = [
        "Ecart", "Ecarts", "Echelle", "Echelles", "Eclair", "Eclairs", "Eclat", "Eclats", "Ecole", "Ecoles",
        "Economie", "Economies", "Economique", "Economiques", "Ecosse", "Ecouter", "Ecoute", "Ecoutez",
        "Ecran", "Ecrans", "Ecrire", "Ecrit", "Ecrits", "Ecrite", "Ecrites", "Ecriture", "Ecritures",
        "Ecrivain", "Ecrivains", "Ecrivaine", "Ecrivaines", "Ecume", "Ecurie", "Ecuries", "Edit", "Edits",
        "Editeur", "Editeurs", "Editrice", "Editrices", "Editorial", "Editoriale", "Educateur",
        "Educateurs", "Educatrice", "Egal", "Egale", "Egalement", "Egalité", "Eglise", "Eglises", "Egypte",
        "Egyptien", "Egyptiens", "Electeur", "Electeurs", "Electricité", "Electrique", "Electriques",
        "Electronique", "Electroniques", "Elève", "Elèves", "Elément", "Eléments", "Elémentaire",
        "Eléphant", "Elysée", "Elysées", "Emeute", "Emeutes", "Energie", "Energies", "Energétique",
        "Enigme", "Enigmes", "Enorme", "Enormes", "Enormément", "Epaisseur", "Epaule", "Epaules",
        "Epicerie", "Epine", "Epines", "Epoque", "Epoques", "Epouse", "Epouser", "Epouvante", "Epreuve",
        "Epreuves", "Equateur", "Equilibre", "Equipage", "Equipages", "Equipe", "Equipes", "Equipement",
        "Equipements", "Erudit", "Erudits", "Etable", "Etablissement", "Etablissements", "Etage", "Etages",
        "Etaient", "Etais", "Etait", "Etant", "Etang", "Etangs", "Etape", "Etapes", "Etat", "Etats", "Eté",
        "Etés", "Eteindre", "Eteignit", "Etendre", "Etendue", "Eternel", "Eternelle", "Eternité", "Ethique",
        "Ethiques", "Etoile", "Etoiles", "Etonnant", "Etonnante", "Etonné", "Etonnée", "Etouffer",
        "Etrange", "Etranger", "Etrangers", "Etrangère", "Etrangères", "Etrangement", "Etrangeté", "Etroit",
        "Etroite", "Etudiant", "Etudiants", "Etudiante", "Etudiantes", "Etudier", "Evaluer", "Evangile",
        "Evangiles", "Eveil", "Eveiller", "Evènement", "Evènements", "Evénement", "Evénements", "Evêque",
        "Evêques", "Evidemment", "Eviter", "Evitez", "Evoquer",
]  # fmt: skip
_AFTER_ARTICLE = [
        "Edition", "Editions", "Education", "Election", "Elections", "Emission", "Emissions", "Emotion",
        "Emotions", "Episode", "Episodes", "Equation", "Equations", "Erosion", "Etude", "Etudes",
        "Evaluation", "Evaluations", "Evasion", "Evidence", "Evidences", "Evolution", "Evolutions", "Elite",
        "Elites", "Emigration",
]  # fmt: skip
ACCENTS = {word: f"É{word[1:]}" for word in _CERTAIN} | {
    "Evenement": "Événement", "Evenements": "Événements", "Eveque": "Évêque",
    "Etre": "Être", "Etres": "Êtres", "Etes": "Êtes",
    "Ile": "Île", "Iles": "Îles", "Ilot": "Îlot", "Ilots": "Îlots", "Oter": "Ôter", "Otez": "Ôtez",
    "Moyen Age": "Moyen Âge", "Moyen-Age": "Moyen Âge",
    "Deuxieme": "Deuxième", "Troisieme": "Troisième", "Quatrieme": "Quatrième", "Cinquieme": "Cinquième",
}  # fmt: skip
"""Words with a capital that has lost its accent: no other French, and no English, word is written so."""
ACCENTS_AFTER_ARTICLE = {word: f"É{word[1:]}" for word in _AFTER_ARTICLE}
"""The same where English has the word too: mended after a French article only."""

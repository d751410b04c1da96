"""The accessibility vocabulary that shops understand (W3C, Schema.org Accessibility Properties).

Only words in force: deprecated ones (annotations, bookmarks, captions, printPageNumbers) are left out.
"""

# fmt: off
MODES = frozenset({
    "auditory", "tactile", "textual", "visual", "chartOnVisual", "chemOnVisual", "colorDependent",
    "diagramOnVisual", "mathOnVisual", "musicOnVisual", "textOnVisual",
})
SUFFICIENT = frozenset({"auditory", "tactile", "textual", "visual"})
FEATURES = frozenset({
    "alternativeText", "ARIA", "audioDescription", "braille", "ChemML", "closedCaptions", "describedMath",
    "displayTransformability", "fullRubyAnnotations", "highContrastAudio", "highContrastDisplay",
    "horizontalWriting", "index", "largePrint", "latex", "latex-chemistry", "longDescription", "MathML",
    "MathML-chemistry", "none", "openCaptions", "pageBreakMarkers", "pageNavigation", "readingOrder",
    "rubyAnnotations", "signLanguage", "structuralNavigation", "synchronizedAudioText", "tableOfContents",
    "tactileGraphic", "tactileObject", "taggedPDF", "timingControl", "transcript", "ttsMarkup", "unknown",
    "unlocked", "verticalWriting", "withAdditionalWordSegmentation", "withoutAdditionalWordSegmentation",
})
HAZARDS = frozenset({
    "flashing", "motionSimulation", "sound", "none", "noFlashingHazard", "noMotionSimulationHazard",
    "noSoundHazard", "unknown", "unknownFlashingHazard",
    "unknownMotionSimulationHazard", "unknownSoundHazard",
})
# fmt: on

"""The PDF to read on a screen: the pages of the printed book in sRGB, tagged, with links and outline."""

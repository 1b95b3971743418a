package main

// glyphs is a font of lines for pictures of pixels, since the standard library
// has none. A glyph is strokes with blanks between; a stroke is points of two
// characters, x and y, each a digit in base 36; y grows upward, and lines of
// letters stand at 2 (descender), 6 (base line), g = 16 (small letters) and k = 20
// (capitals). A stroke that begins with ( is a curve: points but the first and last
// pull at it, as those between the corners of a TrueType outline do; one that
// begins with @ is closed. Accents are strokes beside the letter's.
var glyphs = map[rune]string{
	'a': "@060g7g76 7g76", 'b': "0k06 @060g7g76", 'c': "(7e6g0g066678", 'd': "7k76 @060g7g76", 'e': "0b7b (7b7g0g066678",
	'f': "(5k2k2h26 0g5g", 'g': "@060g7g76 (7g75721213", 'h': "0k06 (0c0g7g7c76", 'i': "0g06 0k", 'j': "(3g353202 3k",
	'k': "0k06 6g0a 2c76", 'l': "(0k090626", 'm': "0g06 (0c0g5g5c56 (5c5gagaca6", 'n': "0g06 (0c0g7g7c76", 'o': "@060g8g86",
	'p': "0g02 @060g7g76", 'q': "7g72 @060g7g76", 'r': "0g06 (0c0g5g", 's': "(6e5g0g0b6b661608", 't': "(2k292656 0g5g",
	'u': "(0g0a06767a 7g76", 'v': "0g468g", 'w': "0g366g96cg", 'x': "0g76 7g06", 'y': "0g46 8g22", 'z': "0g7g0676",
	'å': "@060g7g76 7g76 @2i2m6m6i", 'ä': "@060g7g76 7g76 1k 6k", 'ö': "@060g8g86 2k 6k", 'é': "0b7b (7b7g0g066678 3j6m", 'ü': "(0g0a06767a 7g76 1k 6k",

	'A': "065ka6 2b8b", 'B': "060k (0k5k8k8d5d0d (0d5d9d965606", 'C': "(9h8k0k068699", 'D': "060k (0k4k9k964606", 'E': "8k0k0686 0d7d",
	'F': "8k0k06 0d7d", 'G': "(9h8k0k06969c 9c5c", 'H': "0k06 9k96 0d9d", 'I': "0k06", 'J': "(6k6a660609",
	'K': "0k06 8k0b 3e96", 'L': "0k0676", 'M': "060k59aka6", 'N': "060k969k", 'O': "@060kaka6",
	'P': "060k (0k5k9k9c5c0c", 'Q': "@060kaka6 6aa5", 'R': "060k (0k5k9k9c5c0c 5c96", 'S': "(8h7k0k0d9d961609", 'T': "0kak 5k56",
	'U': "(0k0b06969b9k", 'V': "0k56ak", 'W': "0k467ka6ek", 'X': "0k96 9k06", 'Y': "0k5dak 5d56", 'Z': "0k9k0696",
	'Å': "065ka6 2b8b @3l3p7p7l", 'Ä': "065ka6 2b8b 2n 8n", 'Ö': "@060kaka6 3n 7n", 'É': "8k0k0686 0d7d 4m7p", 'Ü': "(0k0b06969b9k 3n 6n",

	'0': "@060k8k86", '1': "1h4k46 1676", '2': "(0h1k8k8d06 0686", '3': "(0i1k7k7d3d (3d8d861608", '4': "6k0a8a 6k66",
	'5': "7k1k0e (0e2f8f861608", '6': "@060f8f86 (7k1k0a", '7': "0k8k36", '8': "@1d1k7k7d @060d8d86", '9': "@0b0k8k8b (16768g",

	' ': "", '.': "06", ',': "1604", ':': "06 0e", ';': "1604 1e", '!': "0k0a 06", '?': "(0h1k8k8f4d4a 46", '\'': "0k0h", '"': "0k0h 3k3h",
	'-': "0b5b", '–': "0b8b", '+': "0b8b 4f47", '=': "0d8d 0989", '/': "046l", '(': "(3m0i0834", ')': "(0m3i3804", '[': "3l0l0434",
	']': "0l3l3404", '<': "8g0b86", '>': "0g8b06", '≤': "8i0d88 0484", '≥': "0i8d08 0484", '×': "0e77 7e07", '·': "0b", '…': "06 46 86",
	'_': "0484", '#': "2k06 8k66 0f9f 0a9a", '%': "@0f0k4k4f @666baba6 9k16", '&': "(a62g2k6k6g0c06669c", '*': "3k3e 0i6g 0g6i",
	'°': "@0g0k4k4g", '©': "@060keke6 (af9h4h4999ab", '→': "0bcb 9ecb98", 'µ': "0g02 (0g0a06767a 7g76",
}

// unknown is the glyph of missing characters: a box.
const unknown = "060k8k8606"

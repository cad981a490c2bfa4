"""How probably what one report tells is told by no other."""

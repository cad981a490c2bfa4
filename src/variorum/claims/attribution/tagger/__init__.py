"""A token tagger with weights of its own: labels by a small transformer, links by what it learnt of them."""

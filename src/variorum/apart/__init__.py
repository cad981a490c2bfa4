"""Processes of our own, which may die of what they read: asked one thing at a time, under caps of time and memory."""

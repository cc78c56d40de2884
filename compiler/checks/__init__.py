"""What is wrong with a federation whose words are all in order: one file for each finding."""

from .products import Products as Products

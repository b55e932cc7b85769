"""The whole graph as a static site: plain files that a folder on disk or any web host serves."""

"""The graph: its vocabulary, how minutes become it, where it is kept and how it is drawn.

`build` turns one document's minutes into a fragment, `load` puts fragments into a store and takes
them out again, `store` keeps them. Import what is needed from the modules: this package itself
imports nothing, so that no command pays for what it does not use.
"""

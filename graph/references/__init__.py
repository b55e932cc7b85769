"""What minutes say of other meetings without saying which: a month, the last meeting, an action."""

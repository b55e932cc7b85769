"""Who is who: what people judged (`registry`), and how names become identities."""

"""The report: one page of HTML that says what the published file says, for people without a SQL prompt."""

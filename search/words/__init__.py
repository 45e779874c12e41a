"""What words mean to those who search: synonyms, best bets, what is asked most."""

update postings set opening = id, is_own = 1, is_linked = 0 where opening = :opening

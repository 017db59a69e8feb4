update postings set
    tagged_hash = ?, tagger_version = ?, text_was_cut = ?, job_class = ?, role = ?, setting = ?, remote = ?,
    states_scope = ?, pay_low = ?, pay_high = ?, pay_unit = ?, pay_basis = ?, experience_years = ?,
    employment_type = ?, is_linked = 0
where id = ?

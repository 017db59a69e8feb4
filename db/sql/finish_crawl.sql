update crawls set
    finished_at = ?, outcome = ?, advertised = ?, listed = ?, screened_out = ?,
    fetched = ?, failed = ?, blocked = ?, skipped = ?, note = ?
where source = ? and started_at = ? and outcome is null

select kind, code, name from regions where kind = ? and code = ?

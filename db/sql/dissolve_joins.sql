delete from opening_joins where opening = :opening

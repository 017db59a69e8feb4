-- The class of each opening, whatever the level, as its summary holds it.
with chosen as ({chosen})
select split, cluster, count(*) from chosen group by split, cluster

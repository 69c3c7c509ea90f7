-- As PostgreSQL does by itself: no number of a run is left out when a process is killed. See db/migration/h2/V10__numbers.sql.
alter table run alter column run_id set cache 1;

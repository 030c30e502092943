-- Claimwright 0013: what the pages about files and people's names ask for.

-- Files of one state, parked items and tasks of a file, remittances a file brought: each with a page of its own.
create index inbound_files_by_status on inbound_files (tenant_id, status, id);
create index parked_items_by_file on parked_items (tenant_id, inbound_file_id, id);
create index tasks_by_inbound_file on tasks (tenant_id, inbound_file_id) where inbound_file_id is not null;
create index remittances_by_file on remittances (tenant_id, inbound_file_id);

-- An event says which key acted; a page says what the key is called. Never its hash.
grant select (tenant_id, id, label) on api_keys to claimwright_report;

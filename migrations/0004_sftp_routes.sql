-- Routes may hand claims over by SFTP. Their settings name the secrets (docs/sftp.md) and hold none.

alter table routes drop constraint routes_adapter_check;
alter table routes add constraint routes_adapter_check check (adapter in ('simulator', 'directory', 'sftp'));

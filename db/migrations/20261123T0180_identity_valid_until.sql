-- An account for a limited time: an auditor comes for one audit and goes. Null: for as long as it is not disabled.
alter table identity_user add column valid_until date;
comment on column identity_user.valid_until is 'last day in China on which the account may be used';

-- Made by `npm run db:types` from db/migrations; do not edit.

-- tables
audit_anchor.seq bigint not null
audit_anchor.at timestamp with time zone not null
audit_anchor.heads text not null
audit_anchor.prev_hash bytea not null
audit_anchor.hash bytea not null
audit_head.stream text not null
audit_head.seq bigint not null
audit_head.hash bytea not null
audit_line.id bigint not null
audit_line.stream text not null
audit_line.seq bigint not null
audit_line.at timestamp with time zone not null
audit_line.actor_id uuid
audit_line.actor_name text not null
audit_line.action text not null
audit_line.subject_kind text not null
audit_line.subject_id text not null
audit_line.region_code text not null
audit_line.detail text not null
audit_line.request_id text not null
audit_line.prev_hash bytea not null
audit_line.hash bytea not null
funding_account.id uuid not null
funding_account.region_code text not null
funding_account.title text not null
funding_account.bank text not null
funding_account.tail text not null
funding_account.sub_channels text[] not null
funding_account.version integer not null default 1
funding_account.created_by text not null
funding_account.created_at timestamp with time zone not null
funding_alarm_dismissal.id uuid not null
funding_alarm_dismissal.region_code text not null
funding_alarm_dismissal.alarm text not null
funding_alarm_dismissal.figure text not null
funding_alarm_dismissal.reason text not null
funding_alarm_dismissal.until date
funding_alarm_dismissal.by_id uuid not null
funding_alarm_dismissal.by_name text not null
funding_alarm_dismissal.at timestamp with time zone not null
funding_allocation.id uuid not null
funding_allocation.region_code text not null
funding_allocation.code text not null
funding_allocation.title text not null
funding_allocation.state text not null
funding_allocation.weights jsonb not null
funding_allocation.policy_version text not null
funding_allocation.note text not null default ''::text
funding_allocation.created_by_id uuid
funding_allocation.created_by text not null
funding_allocation.created_at timestamp with time zone not null
funding_allocation.adjusted_by_ids uuid[] not null default '{}'::uuid[]
funding_allocation.submitted_by_id uuid
funding_allocation.submitted_by text
funding_allocation.submitted_at timestamp with time zone
funding_allocation.approved_by_id uuid
funding_allocation.approved_by text
funding_allocation.approved_at timestamp with time zone
funding_allocation.approval_number text
funding_allocation.posting_id uuid
funding_allocation.published_by text
funding_allocation.published_at timestamp with time zone
funding_allocation.published jsonb
funding_allocation.hash text
funding_allocation.version integer not null default 1
funding_allocation_line.allocation_id uuid not null
funding_allocation_line.source_id uuid not null
funding_allocation_line.project_id uuid not null
funding_allocation_line.estate_id uuid not null
funding_allocation_line.item text not null
funding_allocation_line.region_code text not null
funding_allocation_line.proposed_fen bigint not null
funding_allocation_line.amount_fen bigint not null
funding_allocation_line.why text not null
funding_allocation_line.reason text not null default ''::text
funding_allocation_need.allocation_id uuid not null
funding_allocation_need.project_id uuid not null
funding_allocation_need.estate_id uuid not null
funding_allocation_need.item text not null
funding_allocation_need.region_code text not null
funding_allocation_need.item_class text not null
funding_allocation_need.item_title text not null
funding_allocation_need.project_name text not null
funding_allocation_need.estate_name text not null
funding_allocation_need.cost_fen bigint not null
funding_allocation_need.arranged_fen bigint not null
funding_allocation_source.allocation_id uuid not null
funding_allocation_source.source_id uuid not null
funding_allocation_source.region_code text not null
funding_allocation_source.available_fen bigint not null
funding_authorisation.id uuid not null
funding_authorisation.payment_id uuid not null
funding_authorisation.contract_id uuid not null
funding_authorisation.region_code text not null
funding_authorisation.kind text not null
funding_authorisation.payee text not null
funding_authorisation.booked_on date not null
funding_authorisation.posting_id uuid not null
funding_authorisation.amount_fen bigint not null
funding_authorisation.paid_fen bigint not null default 0
funding_authorisation.reversed_at timestamp with time zone
funding_authorisation.by_id uuid
funding_authorisation.by_name text not null
funding_authorisation.at timestamp with time zone not null
funding_authorisation_line.authorisation_id uuid not null
funding_authorisation_line.position integer not null
funding_authorisation_line.cell_id bigint not null
funding_authorisation_line.source_id uuid not null
funding_authorisation_line.region_code text not null
funding_authorisation_line.amount_fen bigint not null
funding_authorisation_line.paid_fen bigint not null default 0
funding_balance.cell_id bigint not null
funding_balance.account text not null
funding_balance.source_id uuid not null
funding_balance.project_id uuid
funding_balance.estate_id uuid
funding_balance.item text
funding_balance.contract_id uuid
funding_balance.region_code text not null
funding_balance.balance_fen bigint not null default 0
funding_basis.id uuid not null
funding_basis.collection_id uuid not null
funding_basis.estate_id uuid not null
funding_basis.region_code text not null
funding_basis.kind text not null
funding_basis.vote_id uuid
funding_basis.matter_id text
funding_basis.title text not null
funding_basis.document_number text not null
funding_basis.signed_on date
funding_basis.file_id uuid
funding_basis.file_sha256 text
funding_basis.entered_at timestamp with time zone not null
funding_basis.entered_by_id uuid
funding_basis.entered_by text not null
funding_bill.id uuid not null
funding_bill.collection_id uuid not null
funding_bill.estate_id uuid not null
funding_bill.region_code text not null
funding_bill.part_id uuid not null
funding_bill.position integer not null
funding_bill.building text not null
funding_bill.entrance text not null
funding_bill.room text not null
funding_bill.floor integer
funding_bill.kind text not null
funding_bill.area_cm2 bigint
funding_bill.owner_masked text not null
funding_bill.weight text not null
funding_bill.share_fen bigint not null
funding_bill.relief_fen bigint not null default 0
funding_bill.pledged_fen bigint
funding_bill.pledge_source text
funding_bill.pledged_on date
funding_bill.pledge_file uuid
funding_bill.basis_id uuid
funding_bill.due_fen bigint
funding_bill.paid_fen bigint not null default 0
funding_bill.refunded_fen bigint not null default 0
funding_bill.number text
funding_bill.last_reminded_on date
funding_bill.version integer not null default 1
funding_case.id uuid not null
funding_case.region_code text not null
funding_case.kind text not null
funding_case.source_id uuid not null
funding_case.posting_id uuid not null
funding_case.authorisation_id uuid
funding_case.amount_fen bigint not null
funding_case.detail jsonb not null
funding_case.found_at timestamp with time zone not null
funding_case.state text not null default 'open'::text
funding_case.how text
funding_case.resolution text
funding_case.resolved_posting_id uuid
funding_case.resolved_by_id uuid
funding_case.resolved_by text
funding_case.resolved_at timestamp with time zone
funding_cell.id bigint not null
funding_cell.source_id uuid not null
funding_cell.project_id uuid
funding_cell.estate_id uuid
funding_cell.item text
funding_cell.contract_id uuid
funding_cell.region_code text not null
funding_cell.committed_fen bigint not null default 0
funding_cell.measured_fen bigint not null default 0
funding_cell.retained_fen bigint not null default 0
funding_cell.recovered_fen bigint not null default 0
funding_cell.advance_fen bigint not null default 0
funding_cell.released_fen bigint not null default 0
funding_collection.id uuid not null
funding_collection.estate_id uuid not null
funding_collection.region_code text not null
funding_collection.number text not null
funding_collection.title text not null
funding_collection.scope text not null
funding_collection.building text
funding_collection.entrance text
funding_collection.scope_name text not null
funding_collection.scheme_id uuid
funding_collection.scheme_version integer
funding_collection.items text[] not null default '{}'::text[]
funding_collection.classes text[] not null
funding_collection.amount_source text not null
funding_collection.amount_basis text not null
funding_collection.amount_why jsonb not null default '[]'::jsonb
funding_collection.total_fen bigint not null
funding_collection.method text not null
funding_collection.method_basis jsonb not null
funding_collection.kinds text[] not null
funding_collection.coefficients jsonb
funding_collection.agreement_file uuid
funding_collection.instalments jsonb not null default '[]'::jsonb
funding_collection.payee jsonb not null default '{}'::jsonb
funding_collection.state text not null
funding_collection.basis_id uuid
funding_collection.source_id uuid
funding_collection.issued_at timestamp with time zone
funding_collection.issued_by text
funding_collection.cancel_reason text
funding_collection.version integer not null default 1
funding_collection.key uuid not null
funding_collection.created_at timestamp with time zone not null
funding_collection.created_by text not null
funding_contract.id uuid not null
funding_contract.region_code text not null
funding_contract.project_id uuid not null
funding_contract.number text not null
funding_contract.title text not null
funding_contract.kind text not null default 'works'::text
funding_contract.contractor text not null
funding_contract.organisation_id uuid
funding_contract.signed_on date not null
funding_contract.file_id uuid
funding_contract.file_hash text
funding_contract.advance_bp integer not null
funding_contract.recovery_bp integer not null
funding_contract.progress_bp integer not null
funding_contract.retention_bp integer not null
funding_contract.gates jsonb not null
funding_contract.policy_version text not null
funding_contract.amount_fen bigint not null
funding_contract.committed_fen bigint not null default 0
funding_contract.measured_fen bigint not null default 0
funding_contract.retained_fen bigint not null default 0
funding_contract.recovered_fen bigint not null default 0
funding_contract.advance_fen bigint not null default 0
funding_contract.progress_fen bigint not null default 0
funding_contract.settlement_fen bigint not null default 0
funding_contract.released_fen bigint not null default 0
funding_contract.signed_by_id uuid
funding_contract.signed_by text not null
funding_contract.created_at timestamp with time zone not null
funding_contract_change.id uuid not null
funding_contract_change.contract_id uuid not null
funding_contract_change.region_code text not null
funding_contract_change.document_number text not null
funding_contract_change.file_id uuid
funding_contract_change.approved_on date not null
funding_contract_change.reason text not null
funding_contract_change.lines jsonb not null
funding_contract_change.before_fen bigint not null
funding_contract_change.after_fen bigint not null
funding_contract_change.by_id uuid
funding_contract_change.by_name text not null
funding_contract_change.at timestamp with time zone not null
funding_contract_line.contract_id uuid not null
funding_contract_line.line_id text not null
funding_contract_line.project_id uuid not null
funding_contract_line.estate_id uuid not null
funding_contract_line.item text not null
funding_contract_line.region_code text not null
funding_contract_line.title text not null default ''::text
funding_contract_line.quantity text not null default ''::text
funding_contract_line.unit text not null default ''::text
funding_contract_line.amount_fen bigint not null
funding_contract_line.measured_fen bigint not null default 0
funding_contract_terms.contract_id uuid not null
funding_contract_terms.region_code text not null
funding_contract_terms.kind text not null
funding_contract_terms.supplier_id uuid not null
funding_contract_terms.supplier_name text not null
funding_contract_terms.supervisor_id uuid
funding_contract_terms.supervisor_name text
funding_contract_terms.sme boolean not null
funding_contract_terms.term_days integer not null
funding_contract_terms.term_agreed boolean not null
funding_contract_terms.wages_bp integer not null
funding_contract_terms.wages_account text not null default ''::text
funding_contract_terms.defect_months integer not null
funding_contract_terms.schemes jsonb not null
funding_contract_terms.created_at timestamp with time zone not null
funding_contract_terms.created_by text not null
funding_counter.kind text not null
funding_counter.region_code text not null
funding_counter.year integer not null
funding_counter.last bigint not null
funding_drawdown.id uuid not null
funding_drawdown.estate_id uuid not null
funding_drawdown.region_code text not null
funding_drawdown.number text not null
funding_drawdown.title text not null
funding_drawdown.item text not null
funding_drawdown.scope text not null
funding_drawdown.building text
funding_drawdown.entrance text
funding_drawdown.amount_fen bigint not null
funding_drawdown.vote_id uuid not null
funding_drawdown.matter_id text not null
funding_drawdown.vote_title text not null
funding_drawdown.file_id uuid
funding_drawdown.state text not null
funding_drawdown.proposed_at timestamp with time zone not null
funding_drawdown.proposed_by_id uuid not null
funding_drawdown.proposed_by text not null
funding_drawdown.decided_at timestamp with time zone
funding_drawdown.decided_by_id uuid
funding_drawdown.decided_by text
funding_drawdown.decision_note text not null default ''::text
funding_drawdown.source_id uuid
funding_drawdown.version integer not null default 1
funding_drawdown.key uuid not null
funding_drawdown_part.drawdown_id uuid not null
funding_drawdown_part.part_id uuid not null
funding_drawdown_part.region_code text not null
funding_drawdown_part.amount_fen bigint not null
funding_drawdown_part.balance_fen bigint not null
funding_entry.id bigint not null
funding_entry.posting_id uuid not null
funding_entry.source_id uuid not null
funding_entry.cell_id bigint not null
funding_entry.region_code text not null
funding_entry.account text not null
funding_entry.amount_fen bigint not null
funding_entry.balance_after_fen bigint not null
funding_entry.source_after_fen bigint not null
funding_entry.booked_on date not null
funding_estimate.estate_id uuid not null
funding_estimate.book_hash text not null
funding_estimate.region_code text not null
funding_estimate.rule_set_id uuid
funding_estimate.estate_version integer not null
funding_estimate.policy_version text not null
funding_estimate.source text not null
funding_estimate.total_fen bigint not null
funding_estimate.residents_fen bigint not null
funding_estimate.payers jsonb not null
funding_estimate.issues jsonb not null
funding_estimate.computed_at timestamp with time zone not null
funding_finance_import.id uuid not null
funding_finance_import.region_code text not null
funding_finance_import.kind text not null
funding_finance_import.file_id uuid not null
funding_finance_import.file_name text not null
funding_finance_import.file_hash text not null
funding_finance_import.defaults jsonb not null
funding_finance_import.state text not null
funding_finance_import.report jsonb
funding_finance_import.outcome jsonb
funding_finance_import.problem jsonb
funding_finance_import.job_id uuid
funding_finance_import.version integer not null default 1
funding_finance_import.created_by_id uuid
funding_finance_import.created_by text not null
funding_finance_import.created_at timestamp with time zone not null
funding_finance_import.committed_by text
funding_finance_import.committed_at timestamp with time zone
funding_finance_import.undone_by text
funding_finance_import.undone_at timestamp with time zone
funding_finance_import.undo_reason text
funding_fund_balance.part_id uuid not null
funding_fund_balance.estate_id uuid not null
funding_fund_balance.region_code text not null
funding_fund_balance.first_deposit_fen bigint not null
funding_fund_balance.balance_fen bigint not null
funding_fund_balance.as_of date not null
funding_fund_balance.file_id uuid not null
funding_fund_balance.updated_at timestamp with time zone not null
funding_fund_balance.updated_by text not null
funding_gate.id uuid not null
funding_gate.project_id uuid not null
funding_gate.contract_id uuid
funding_gate.region_code text not null
funding_gate.gate text not null
funding_gate.passed_on date not null
funding_gate.document_number text not null
funding_gate.file_id uuid
funding_gate.document_hash text
funding_gate.note text not null default ''::text
funding_gate.by_id uuid
funding_gate.by_name text not null
funding_gate.at timestamp with time zone not null
funding_gate.revoked_at timestamp with time zone
funding_gate.revoked_by text
funding_gate.revoke_reason text
funding_indicator.id uuid not null
funding_indicator.region_code text not null
funding_indicator.import_id uuid not null
funding_indicator.cell text not null
funding_indicator.document_number text not null
funding_indicator.place text not null
funding_indicator.purpose text not null
funding_indicator.channel text not null
funding_indicator.sub_channel text not null
funding_indicator.classes text[] not null
funding_indicator.excluded_items text[] not null
funding_indicator.budget_year integer not null
funding_indicator.expires_on date
funding_indicator.amount_fen bigint not null
funding_indicator.source_id uuid not null
funding_indicator.posting_id uuid not null
funding_indicator.created_at timestamp with time zone not null
funding_indicator.undone_at timestamp with time zone
funding_item.project_id uuid not null
funding_item.estate_id uuid not null
funding_item.item text not null
funding_item.region_code text not null
funding_item.class text not null
funding_item.origin text not null default 'hand'::text
funding_item.created_at timestamp with time zone not null
funding_measurement.id uuid not null
funding_measurement.contract_id uuid not null
funding_measurement.project_id uuid not null
funding_measurement.region_code text not null
funding_measurement.measured_on date not null
funding_measurement.posting_id uuid not null
funding_measurement.gross_fen bigint not null
funding_measurement.retained_fen bigint not null
funding_measurement.recovered_fen bigint not null
funding_measurement.payable_fen bigint not null
funding_measurement.document_number text not null default ''::text
funding_measurement.file_id uuid
funding_measurement.file_hash text
funding_measurement.note text not null default ''::text
funding_measurement.by_id uuid
funding_measurement.by_name text not null
funding_measurement.at timestamp with time zone not null
funding_measurement.reversed_at timestamp with time zone
funding_measurement_line.measurement_id uuid not null
funding_measurement_line.position integer not null
funding_measurement_line.cell_id bigint not null
funding_measurement_line.line_id text not null
funding_measurement_line.region_code text not null
funding_measurement_line.quantity text not null default ''::text
funding_measurement_line.gross_fen bigint not null
funding_measurement_line.retained_fen bigint not null
funding_measurement_line.recovered_fen bigint not null
funding_measurement_line.payable_fen bigint not null
funding_month.source_id uuid not null
funding_month.account text not null
funding_month.month date not null
funding_month.region_code text not null
funding_month.in_fen bigint not null default 0
funding_month.out_fen bigint not null default 0
funding_month.entries bigint not null default 0
funding_network_fact.estate_id uuid not null
funding_network_fact.item text not null
funding_network_fact.region_code text not null
funding_network_fact.inside_share text not null
funding_network_fact.pipe text not null
funding_network_fact.document text not null
funding_network_fact.version integer not null default 1
funding_network_fact.updated_at timestamp with time zone not null
funding_network_fact.updated_by text not null
funding_package.id uuid not null
funding_package.region_code text not null
funding_package.title text not null
funding_package.state text not null default 'draft'::text
funding_package.content jsonb not null
funding_package.version integer not null default 1
funding_package.edited_by uuid not null
funding_package.edited_by_name text not null
funding_package.edited_at timestamp with time zone not null
funding_package.adopted_by uuid
funding_package.adopted_by_name text
funding_package.adopted_at timestamp with time zone
funding_package_version.package_id uuid not null
funding_package_version.version integer not null
funding_package_version.region_code text not null
funding_package_version.title text not null
funding_package_version.content jsonb not null
funding_package_version.note text not null default ''::text
funding_package_version.by_name text not null
funding_package_version.at timestamp with time zone not null
funding_payment.id uuid not null
funding_payment.number text not null
funding_payment.region_code text not null
funding_payment.contract_id uuid not null
funding_payment.project_id uuid not null
funding_payment.kind text not null
funding_payment.amount_fen bigint not null
funding_payment.supervised boolean not null
funding_payment.state text not null
funding_payment.note text not null default ''::text
funding_payment.complete_on date
funding_payment.due_on date
funding_payment.authorisation_id uuid
funding_payment.version integer not null default 1
funding_payment.created_at timestamp with time zone not null
funding_payment.created_by text not null
funding_payment.created_by_id uuid not null
funding_payment.updated_at timestamp with time zone not null
funding_payment_counter.district text not null
funding_payment_counter.year integer not null
funding_payment_counter.last integer not null
funding_payment_hand.payment_id uuid not null
funding_payment_hand.actor_id uuid not null
funding_payment_hand.seat text not null
funding_payment_hand.region_code text not null
funding_payment_line.payment_id uuid not null
funding_payment_line.position integer not null
funding_payment_line.region_code text not null
funding_payment_line.estate_id uuid not null
funding_payment_line.item text not null
funding_payment_line.source_id uuid
funding_payment_line.amount_fen bigint not null
funding_payment_line.reason text not null default ''::text
funding_payment_paper.payment_id uuid not null
funding_payment_paper.paper text not null
funding_payment_paper.file_id uuid not null
funding_payment_paper.region_code text not null
funding_payment_paper.added_by text not null
funding_payment_paper.added_at timestamp with time zone not null
funding_payment_step.id bigint not null
funding_payment_step.payment_id uuid not null
funding_payment_step.region_code text not null
funding_payment_step.step text not null
funding_payment_step.seat text not null
funding_payment_step.from_state text not null
funding_payment_step.to_state text not null
funding_payment_step.actor_id uuid not null
funding_payment_step.actor_name text not null
funding_payment_step.note text not null default ''::text
funding_payment_step.at timestamp with time zone not null
funding_period.region_code text not null
funding_period.month date not null
funding_period.postings bigint not null
funding_period.balances jsonb not null
funding_period.closed_at timestamp with time zone not null
funding_period.closed_by_id uuid
funding_period.closed_by text not null
funding_posting.id uuid not null
funding_posting.kind text not null
funding_posting.booked_on date not null
funding_posting.region_code text not null
funding_posting.source_id uuid
funding_posting.contract_id uuid
funding_posting.authorisation_id uuid
funding_posting.measurement_id uuid
funding_posting.allocation_id uuid
funding_posting.reverses_id uuid
funding_posting.amount_fen bigint not null
funding_posting.reason text not null default ''::text
funding_posting.party text not null default ''::text
funding_posting.document_number text not null default ''::text
funding_posting.document_on date
funding_posting.file_id uuid
funding_posting.file_hash text
funding_posting.by_id uuid
funding_posting.by_name text not null
funding_posting.at timestamp with time zone not null
funding_receipt.id uuid not null
funding_receipt.bill_id uuid not null
funding_receipt.collection_id uuid not null
funding_receipt.estate_id uuid not null
funding_receipt.region_code text not null
funding_receipt.number text not null
funding_receipt.amount_fen bigint not null
funding_receipt.received_on date not null
funding_receipt.way text not null
funding_receipt.payer_masked text not null
funding_receipt.voucher text not null
funding_receipt.line_id uuid
funding_receipt.posting_id uuid not null
funding_receipt.key uuid not null
funding_receipt.created_at timestamp with time zone not null
funding_receipt.created_by text not null
funding_receipt.voided_at timestamp with time zone
funding_receipt.voided_by text
funding_receipt.void_reason text
funding_receipt.void_posting_id uuid
funding_reconciliation.id uuid not null
funding_reconciliation.region_code text not null
funding_reconciliation.account_id uuid not null
funding_reconciliation.month text not null
funding_reconciliation.file_id uuid not null
funding_reconciliation.file_name text not null
funding_reconciliation.file_hash text not null
funding_reconciliation.opening_fen bigint not null
funding_reconciliation.closing_fen bigint not null
funding_reconciliation.state text not null
funding_reconciliation.prepared_by_id uuid
funding_reconciliation.prepared_by text
funding_reconciliation.prepared_at timestamp with time zone
funding_reconciliation.signed_by_id uuid
funding_reconciliation.signed_by text
funding_reconciliation.signed_at timestamp with time zone
funding_reconciliation.signed jsonb
funding_reconciliation.version integer not null default 1
funding_reconciliation.created_by text not null
funding_reconciliation.created_at timestamp with time zone not null
funding_reconciliation_note.reconciliation_id uuid not null
funding_reconciliation_note.side text not null
funding_reconciliation_note.ref text not null
funding_reconciliation_note.region_code text not null
funding_reconciliation_note.kind text not null
funding_reconciliation_note.note text not null
funding_reconciliation_note.by_name text not null
funding_reconciliation_note.at timestamp with time zone not null
funding_refund.id uuid not null
funding_refund.bill_id uuid not null
funding_refund.collection_id uuid not null
funding_refund.region_code text not null
funding_refund.amount_fen bigint not null
funding_refund.reason text not null
funding_refund.file_id uuid
funding_refund.state text not null
funding_refund.proposed_at timestamp with time zone not null
funding_refund.proposed_by_id uuid not null
funding_refund.proposed_by text not null
funding_refund.decided_at timestamp with time zone
funding_refund.decided_by_id uuid
funding_refund.decided_by text
funding_refund.decision_note text not null default ''::text
funding_refund.paid_on date
funding_refund.voucher text
funding_refund.posting_ids uuid[] not null default '{}'::uuid[]
funding_refund.version integer not null default 1
funding_relief.id uuid not null
funding_relief.collection_id uuid not null
funding_relief.bill_id uuid not null
funding_relief.region_code text not null
funding_relief.kind text not null
funding_relief.amount_fen bigint not null
funding_relief.claim_fen bigint not null default 0
funding_relief.sub_channel text not null
funding_relief.reason text not null
funding_relief.file_id uuid not null
funding_relief.state text not null
funding_relief.proposed_at timestamp with time zone not null
funding_relief.proposed_by_id uuid not null
funding_relief.proposed_by text not null
funding_relief.decided_at timestamp with time zone
funding_relief.decided_by_id uuid
funding_relief.decided_by text
funding_relief.decision_note text not null default ''::text
funding_relief.version integer not null default 1
funding_reminder.id uuid not null
funding_reminder.batch_id uuid not null
funding_reminder.bill_id uuid not null
funding_reminder.collection_id uuid not null
funding_reminder.region_code text not null
funding_reminder.way text not null
funding_reminder.amount_fen bigint not null
funding_reminder.reminded_on date not null
funding_reminder.note text not null default ''::text
funding_reminder.created_at timestamp with time zone not null
funding_reminder.created_by text not null
funding_rule_set.id uuid not null
funding_rule_set.region_code text not null
funding_rule_set.number integer not null
funding_rule_set.title text not null
funding_rule_set.state text not null
funding_rule_set.book jsonb not null
funding_rule_set.book_hash text not null
funding_rule_set.basis_clause text not null
funding_rule_set.basis_document text not null
funding_rule_set.note text not null
funding_rule_set.based_on uuid
funding_rule_set.from_day date
funding_rule_set.proposed_by uuid
funding_rule_set.proposed_by_name text
funding_rule_set.proposed_at timestamp with time zone
funding_rule_set.decided_by uuid
funding_rule_set.decided_by_name text
funding_rule_set.decided_at timestamp with time zone
funding_rule_set.reason text not null default ''::text
funding_rule_set.version integer not null default 1
funding_rule_set.created_at timestamp with time zone not null
funding_rule_set.created_by text not null
funding_rule_set.updated_at timestamp with time zone not null
funding_source.id uuid not null
funding_source.region_code text not null
funding_source.channel text not null
funding_source.sub_channel text not null
funding_source.title text not null
funding_source.document_number text not null
funding_source.document_file_id uuid
funding_source.document_hash text
funding_source.classes text[] not null
funding_source.estates uuid[]
funding_source.excluded_items text[] not null default '{}'::text[]
funding_source.budget_year integer not null
funding_source.first_year integer not null
funding_source.expires_on date
funding_source.carry boolean not null
funding_source.cash boolean not null
funding_source.created_by_id uuid
funding_source.created_by text not null
funding_source.created_at timestamp with time zone not null
funding_source_act.id uuid not null
funding_source_act.region_code text not null
funding_source_act.source_id uuid not null
funding_source_act.kind text not null
funding_source_act.document_number text not null
funding_source_act.file_id uuid
funding_source_act.amount_fen bigint not null
funding_source_act.to_year integer
funding_source_act.posting_id uuid not null
funding_source_act.refund_posting_id uuid
funding_source_act.reason text not null
funding_source_act.by_id uuid
funding_source_act.by_name text not null
funding_source_act.at timestamp with time zone not null
funding_statement.id uuid not null
funding_statement.estate_id uuid not null
funding_statement.region_code text not null
funding_statement.file_id uuid not null
funding_statement.file_name text not null
funding_statement.state text not null
funding_statement.report jsonb
funding_statement.problem jsonb
funding_statement.job_id uuid
funding_statement.version integer not null default 1
funding_statement.created_at timestamp with time zone not null
funding_statement.created_by_id uuid not null
funding_statement.created_by text not null
funding_statement.committed_at timestamp with time zone
funding_statement.undone_at timestamp with time zone
funding_statement.undo_reason text
funding_statement_line.id uuid not null
funding_statement_line.statement_id uuid not null
funding_statement_line.estate_id uuid not null
funding_statement_line.region_code text not null
funding_statement_line.seq integer not null
funding_statement_line.sheet text not null
funding_statement_line.row integer not null
funding_statement_line.mark bytea not null
funding_statement_line.booked_on date not null
funding_statement_line.direction text not null
funding_statement_line.amount_fen bigint not null
funding_statement_line.payer_sealed bytea not null
funding_statement_line.payer_masked text not null
funding_statement_line.account_masked text not null
funding_statement_line.memo_sealed bytea not null
funding_statement_line.memo_masked text not null
funding_statement_line.match text not null
funding_statement_line.proposal jsonb not null default '[]'::jsonb
funding_statement_line.reasons text[] not null default '{}'::text[]
funding_statement_line.state text not null
funding_statement_line.ignored_reason text
funding_statement_line.decided_at timestamp with time zone
funding_statement_line.decided_by text
funding_statement_line.version integer not null default 1
funding_total.source_id uuid not null
funding_total.account text not null
funding_total.region_code text not null
funding_total.balance_fen bigint not null default 0
funding_treasury_statement_line.id uuid not null
funding_treasury_statement_line.reconciliation_id uuid not null
funding_treasury_statement_line.region_code text not null
funding_treasury_statement_line.position integer not null
funding_treasury_statement_line.cell text not null
funding_treasury_statement_line.day date not null
funding_treasury_statement_line.amount_fen bigint not null
funding_treasury_statement_line.serial text not null
funding_treasury_statement_line.party text not null
funding_treasury_statement_line.summary text not null
funding_treasury_statement_line.voucher text not null
funding_treasury_statement_line.posting_id uuid
funding_treasury_voucher.id uuid not null
funding_treasury_voucher.region_code text not null
funding_treasury_voucher.import_id uuid not null
funding_treasury_voucher.cell text not null
funding_treasury_voucher.kind text not null
funding_treasury_voucher.number text not null
funding_treasury_voucher.day date not null
funding_treasury_voucher.amount_fen bigint not null
funding_treasury_voucher.payee text not null
funding_treasury_voucher.payer text not null
funding_treasury_voucher.document_number text
funding_treasury_voucher.authorisation_number text
funding_treasury_voucher.summary text not null
funding_treasury_voucher.state text not null
funding_treasury_voucher.how text
funding_treasury_voucher.source_id uuid
funding_treasury_voucher.authorisation_id uuid
funding_treasury_voucher.posting_id uuid
funding_treasury_voucher.case_id uuid
funding_treasury_voucher.note text not null default ''::text
funding_treasury_voucher.decided_by text
funding_treasury_voucher.decided_at timestamp with time zone
funding_treasury_voucher.version integer not null default 1
funding_treasury_voucher.created_at timestamp with time zone not null
funding_voucher.source_id uuid not null
funding_voucher.direction text not null
funding_voucher.number text not null
funding_voucher.authorisation_id uuid
funding_voucher.region_code text not null
funding_voucher.posting_id uuid not null
identity_organisation.id uuid not null
identity_organisation.kind text not null
identity_organisation.name text not null
identity_organisation.credit_code text
identity_organisation.region_code text not null
identity_organisation.contact_name text not null default ''::text
identity_organisation.contact_phone text not null default ''::text
identity_organisation.note text not null default ''::text
identity_organisation.version integer not null default 1
identity_organisation.archived_at timestamp with time zone
identity_organisation.created_at timestamp with time zone not null
identity_region.code text not null
identity_region.name text not null
identity_region.parent_code text
identity_region.urban boolean
identity_region.extent double precision[]
identity_session.id uuid not null
identity_session.token_hash text not null
identity_session.user_id uuid not null
identity_session.region_code text not null
identity_session.created_at timestamp with time zone not null
identity_session.last_seen_at timestamp with time zone not null
identity_session.revoked_at timestamp with time zone
identity_session.address text not null
identity_session.agent text not null
identity_user.id uuid not null
identity_user.login text not null
identity_user.name text not null
identity_user.password_hash text not null
identity_user.must_change_password boolean not null default true
identity_user.roles text[] not null
identity_user.region_code text not null
identity_user.organisation_id uuid
identity_user.failed_attempts integer not null default 0
identity_user.locked_until timestamp with time zone
identity_user.disabled_at timestamp with time zone
identity_user.version integer not null default 1
identity_user.created_at timestamp with time zone not null
identity_user.valid_until date
installation.key text not null
installation.value jsonb not null
job.id uuid not null
job.kind text not null
job.title text not null
job.state text not null default 'queued'::text
job.progress integer not null default 0
job.message text not null default ''::text
job.input jsonb not null
job.result jsonb
job.problem jsonb
job.actor jsonb not null
job.region_code text not null
job.worker_id integer
job.attempts integer not null default 0
job.cancel_requested boolean not null default false
job.created_at timestamp with time zone not null
job.started_at timestamp with time zone
job.finished_at timestamp with time zone
participation_access.id uuid not null
participation_access.estate_id uuid not null
participation_access.part_id uuid not null
participation_access.region_code text not null
participation_access.code_mark bytea not null
participation_access.number integer not null
participation_access.issued_at timestamp with time zone not null
participation_access.issued_by text not null
participation_access.expires_at timestamp with time zone not null
participation_access.redeemed_at timestamp with time zone
participation_access.revoked_at timestamp with time zone
participation_access.revoke_reason text
participation_answer.id uuid not null
participation_answer.survey_id uuid not null
participation_answer.estate_id uuid not null
participation_answer.region_code text not null
participation_answer.building text not null
participation_answer.entrance text not null
participation_answer.room text not null
participation_answer.door text not null
participation_answer.floor integer
participation_answer.part_id uuid
participation_answer.channel text not null
participation_answer.answers jsonb not null
participation_answer.key uuid not null
participation_answer.at timestamp with time zone not null
participation_answer.entered_by text not null
participation_answer.replaced_at timestamp with time zone
participation_ballot.vote_id uuid not null
participation_ballot.seq bigint not null
participation_ballot.region_code text not null
participation_ballot.entitlement_id uuid not null
participation_ballot.choices jsonb not null
participation_ballot.channel text not null
participation_ballot.at timestamp with time zone not null
participation_ballot.nonce bytea not null
participation_ballot.receipt text not null
participation_ballot.key uuid not null
participation_ballot.verified_by text not null
participation_ballot.entered_by_id uuid
participation_ballot.entered_by text not null
participation_ballot.proxy_id uuid
participation_ballot.file_id uuid
participation_ballot.reason text not null default ''::text
participation_ballot_import.id uuid not null
participation_ballot_import.vote_id uuid not null
participation_ballot_import.region_code text not null
participation_ballot_import.file_id uuid not null
participation_ballot_import.file_name text not null
participation_ballot_import.channel text not null
participation_ballot_import.scan_id uuid not null
participation_ballot_import.state text not null
participation_ballot_import.report jsonb
participation_ballot_import.outcome jsonb
participation_ballot_import.problem jsonb
participation_ballot_import.job_id uuid
participation_ballot_import.version integer not null default 1
participation_ballot_import.created_by uuid
participation_ballot_import.created_by_name text not null
participation_ballot_import.created_at timestamp with time zone not null
participation_ballot_import.committed_at timestamp with time zone
participation_body.id uuid not null
participation_body.estate_id uuid not null
participation_body.region_code text not null
participation_body.kind text not null
participation_body.name text not null
participation_body.since date not null
participation_body.term_until date
participation_body.working boolean not null
participation_body.working_evidence text not null default ''::text
participation_body.members jsonb not null default '[]'::jsonb
participation_body.ended_on date
participation_body.end_reason text
participation_body.version integer not null default 1
participation_body.updated_at timestamp with time zone not null
participation_body.updated_by text not null
participation_choice.id uuid not null
participation_choice.estate_id uuid not null
participation_choice.region_code text not null
participation_choice.title text not null
participation_choice.subject jsonb
participation_choice.menu jsonb not null
participation_choice.budget_fen bigint not null
participation_choice.rule text not null
participation_choice.completion text not null
participation_choice.caps jsonb not null default '{}'::jsonb
participation_choice.incompatible jsonb not null default '[]'::jsonb
participation_choice.state text not null
participation_choice.opens_on date
participation_choice.closes_on date
participation_choice.result jsonb
participation_choice.version integer not null default 1
participation_choice.created_at timestamp with time zone not null
participation_choice.created_by text not null
participation_choice.opened_at timestamp with time zone
participation_choice.closed_at timestamp with time zone
participation_choice_ballot.id uuid not null
participation_choice_ballot.choice_id uuid not null
participation_choice_ballot.region_code text not null
participation_choice_ballot.part_id uuid not null
participation_choice_ballot.approvals text[] not null
participation_choice_ballot.channel text not null
participation_choice_ballot.key uuid not null
participation_choice_ballot.receipt text not null
participation_choice_ballot.at timestamp with time zone not null
participation_choice_ballot.entered_by text not null
participation_choice_ballot.replaced_at timestamp with time zone
participation_correction.id uuid not null
participation_correction.vote_id uuid not null
participation_correction.region_code text not null
participation_correction.roll_version integer not null
participation_correction.part_id uuid not null
participation_correction.place text not null
participation_correction.change text not null
participation_correction.before jsonb
participation_correction.after jsonb
participation_correction.reason text not null
participation_correction.at timestamp with time zone not null
participation_correction.by text not null
participation_delivery.id bigint not null
participation_delivery.vote_id uuid not null
participation_delivery.entitlement_id uuid not null
participation_delivery.region_code text not null
participation_delivery.status text not null
participation_delivery.note text not null default ''::text
participation_delivery.at timestamp with time zone not null
participation_delivery.by_id uuid
participation_delivery.by_name text not null
participation_entitlement.id uuid not null
participation_entitlement.vote_id uuid not null
participation_entitlement.region_code text not null
participation_entitlement.part_id uuid not null
participation_entitlement.pseudonym text not null
participation_entitlement.paper_number text not null
participation_entitlement.building text not null
participation_entitlement.entrance text not null
participation_entitlement.room text not null
participation_entitlement.kind text not null
participation_entitlement.area_cm2 bigint not null
participation_entitlement.area_source text not null
participation_entitlement.owner_id uuid
participation_entitlement.owner_pseudonym text not null
participation_entitlement.owner_masked text not null
participation_entitlement.co_owners integer not null default 1
participation_entitlement.unsold boolean not null
participation_finding.id uuid not null
participation_finding.visit_id uuid not null
participation_finding.estate_id uuid not null
participation_finding.region_code text not null
participation_finding.text text not null
participation_finding.severity text not null
participation_finding.due_on date
participation_finding.answer text
participation_finding.answered_at timestamp with time zone
participation_finding.answered_by text
participation_finding.accepted_at timestamp with time zone
participation_finding.accepted_by text
participation_finding.accept_paper uuid
participation_finding.published_text text
participation_finding.file_ids uuid[] not null default '{}'::uuid[]
participation_finding.version integer not null default 1
participation_finding.created_at timestamp with time zone not null
participation_finding.created_by text not null
participation_inspector.id uuid not null
participation_inspector.estate_id uuid not null
participation_inspector.region_code text not null
participation_inspector.part_id uuid
participation_inspector.name_sealed bytea not null
participation_inspector.name_masked text not null
participation_inspector.phone_sealed bytea
participation_inspector.phone_masked text
participation_inspector.duty text not null default ''::text
participation_inspector.since date not null
participation_inspector.until date
participation_inspector.end_reason text
participation_inspector.version integer not null default 1
participation_inspector.updated_at timestamp with time zone not null
participation_inspector.updated_by text not null
participation_matter.vote_id uuid not null
participation_matter.id text not null
participation_matter.position integer not null
participation_matter.region_code text not null
participation_matter.title text not null
participation_matter.text text not null default ''::text
participation_matter.kind text not null
participation_matter.class text not null
participation_meeting.id uuid not null
participation_meeting.body_id uuid
participation_meeting.estate_id uuid not null
participation_meeting.region_code text not null
participation_meeting.title text not null
participation_meeting.held_on date not null
participation_meeting.place text not null default ''::text
participation_meeting.agenda text not null default ''::text
participation_meeting.minutes text not null default ''::text
participation_meeting.invited integer
participation_meeting.attended integer
participation_meeting.decisions jsonb not null default '[]'::jsonb
participation_meeting.file_ids uuid[] not null default '{}'::uuid[]
participation_meeting.step text not null
participation_meeting.published_at timestamp with time zone
participation_meeting.version integer not null default 1
participation_meeting.archived_at timestamp with time zone
participation_meeting.archive_reason text
participation_meeting.updated_at timestamp with time zone not null
participation_meeting.updated_by text not null
participation_notice.id uuid not null
participation_notice.estate_id uuid not null
participation_notice.region_code text not null
participation_notice.kind text not null
participation_notice.subject_id uuid
participation_notice.title text not null
participation_notice.body text not null
participation_notice.posted_on date not null
participation_notice.until date not null
participation_notice.places text not null default ''::text
participation_notice.file_ids uuid[] not null default '{}'::uuid[]
participation_notice.state text not null
participation_notice.withdraw_reason text
participation_notice.version integer not null default 1
participation_notice.created_at timestamp with time zone not null
participation_notice.created_by text not null
participation_objection.id uuid not null
participation_objection.number text not null
participation_objection.notice_id uuid
participation_objection.estate_id uuid not null
participation_objection.region_code text not null
participation_objection.part_id uuid
participation_objection.place text not null default ''::text
participation_objection.name_sealed bytea
participation_objection.name_masked text not null default ''::text
participation_objection.phone_sealed bytea
participation_objection.text text not null
participation_objection.channel text not null
participation_objection.key uuid not null
participation_objection.at timestamp with time zone not null
participation_objection.due_on date not null
participation_objection.assignee_id uuid
participation_objection.assigned_at timestamp with time zone
participation_objection.state text not null
participation_objection.answer text
participation_objection.answered_at timestamp with time zone
participation_objection.answered_by text
participation_objection.published_text text
participation_objection.published_answer text
participation_objection.published_at timestamp with time zone
participation_objection.disputed boolean not null default false
participation_objection.dispute_reason text
participation_objection.dispute_settled_at timestamp with time zone
participation_objection.dispute_settled_by text
participation_objection.dispute_settled_reason text
participation_objection.version integer not null default 1
participation_objection.entered_by text not null
participation_objection.n integer not null
participation_proxy.id uuid not null
participation_proxy.vote_id uuid not null
participation_proxy.estate_id uuid not null
participation_proxy.region_code text not null
participation_proxy.kind text not null
participation_proxy.entitlement_id uuid
participation_proxy.building text
participation_proxy.entrance text
participation_proxy.agent_sealed bytea not null
participation_proxy.agent_masked text not null
participation_proxy.relation text not null
participation_proxy.signed_on date not null
participation_proxy.file_id uuid not null
participation_proxy.revoked_at timestamp with time zone
participation_proxy.revoke_reason text
participation_proxy.version integer not null default 1
participation_proxy.created_at timestamp with time zone not null
participation_proxy.created_by text not null
participation_refusal.id bigint not null
participation_refusal.at timestamp with time zone not null
participation_refusal.kind text not null
participation_refusal.address_mark bytea not null
participation_refusal.region_code text
participation_refusal.subject_id uuid
participation_refusal.detail text not null default ''::text
participation_scan.file_id uuid not null
participation_scan.vote_id uuid not null
participation_scan.region_code text not null
participation_session.id uuid not null
participation_session.token_hash bytea not null
participation_session.estate_id uuid not null
participation_session.region_code text not null
participation_session.part_id uuid not null
participation_session.access_id uuid
participation_session.owner_id uuid
participation_session.verified_by text
participation_session.verified_at timestamp with time zone
participation_session.helper_id uuid
participation_session.helper_name text
participation_session.evidence jsonb
participation_session.created_at timestamp with time zone not null
participation_session.expires_at timestamp with time zone not null
participation_session.ended_at timestamp with time zone
participation_step.id uuid not null
participation_step.subject_kind text not null
participation_step.subject_id uuid not null
participation_step.region_code text not null
participation_step.step text not null
participation_step.note text not null default ''::text
participation_step.at timestamp with time zone not null
participation_step.by text not null
participation_survey.id uuid not null
participation_survey.estate_id uuid not null
participation_survey.region_code text not null
participation_survey.title text not null
participation_survey.purpose text not null
participation_survey.questions jsonb not null
participation_survey.state text not null
participation_survey.opens_on date
participation_survey.closes_on date
participation_survey.coverage jsonb
participation_survey.frozen jsonb
participation_survey.version integer not null default 1
participation_survey.created_at timestamp with time zone not null
participation_survey.created_by text not null
participation_survey.opened_at timestamp with time zone
participation_survey.closed_at timestamp with time zone
participation_survey.closed_by text
participation_survey.cancelled_at timestamp with time zone
participation_survey.cancel_reason text
participation_survey.key uuid not null
participation_template.id uuid not null
participation_template.region_code text not null
participation_template.name text not null
participation_template.purpose text not null
participation_template.questions jsonb not null
participation_template.version integer not null default 1
participation_template.archived_at timestamp with time zone
participation_template.updated_at timestamp with time zone not null
participation_template.updated_by text not null
participation_visit.id uuid not null
participation_visit.estate_id uuid not null
participation_visit.region_code text not null
participation_visit.kind text not null
participation_visit.title text not null
participation_visit.planned_on date not null
participation_visit.held_on date
participation_visit.place text not null default ''::text
participation_visit.invitation text not null default ''::text
participation_visit.attended integer
participation_visit.inspector_ids uuid[] not null default '{}'::uuid[]
participation_visit.file_ids uuid[] not null default '{}'::uuid[]
participation_visit.step text not null
participation_visit.published_at timestamp with time zone
participation_visit.cancelled_reason text
participation_visit.version integer not null default 1
participation_visit.updated_at timestamp with time zone not null
participation_visit.updated_by text not null
participation_vote.id uuid not null
participation_vote.estate_id uuid not null
participation_vote.region_code text not null
participation_vote.number text not null
participation_vote.title text not null
participation_vote.convener text not null
participation_vote.convener_name text not null
participation_vote.scope text not null
participation_vote.building text
participation_vote.entrance text
participation_vote.scope_name text not null
participation_vote.how text not null default ''::text
participation_vote.subject jsonb
participation_vote.rules jsonb not null
participation_vote.thresholds jsonb not null
participation_vote.state text not null
participation_vote.calendar jsonb not null
participation_vote.roll_published_on date
participation_vote.roll_objections_until date
participation_vote.roll_version integer not null default 0
participation_vote.roll_excluded jsonb not null default '[]'::jsonb
participation_vote.announced_on date
participation_vote.opens_at timestamp with time zone
participation_vote.closes_at timestamp with time zone
participation_vote.rules_frozen_at timestamp with time zone
participation_vote.closed_at timestamp with time zone
participation_vote.result_posted_on date
participation_vote.result jsonb
participation_vote.root text
participation_vote.roll_hash text
participation_vote.bundle_file uuid
participation_vote.cancel_reason text
participation_vote.next_seq bigint not null default 1
participation_vote.last_at timestamp with time zone
participation_vote.version integer not null default 1
participation_vote.created_at timestamp with time zone not null
participation_vote.created_by text not null
plan_budget.region_code text not null
plan_budget.channel text not null
plan_budget.title text not null
plan_budget.classes text[] not null
plan_budget.carry boolean not null
plan_budget.amounts jsonb not null default '{}'::jsonb
plan_budget.version integer not null default 1
plan_budget.updated_at timestamp with time zone not null
plan_budget.updated_by text not null
plan_capacity.region_code text not null
plan_capacity.households jsonb not null default '{}'::jsonb
plan_capacity.version integer not null default 1
plan_capacity.updated_at timestamp with time zone not null
plan_capacity.updated_by text not null
plan_limit.id uuid not null
plan_limit.region_code text not null
plan_limit.estate_id uuid not null
plan_limit.estate_name text not null
plan_limit.kind text not null
plan_limit.year integer not null
plan_limit.reason text not null
plan_limit.created_at timestamp with time zone not null
plan_limit.created_by text not null
plan_limit.withdrawn_at timestamp with time zone
plan_limit.withdrawn_by text
plan_limit.withdraw_reason text
plan_run.id uuid not null
plan_run.number bigint not null
plan_run.region_code text not null
plan_run.title text not null
plan_run.status text not null
plan_run.open_from integer not null
plan_run.policy_version text not null
plan_run.instance jsonb not null
plan_run.result jsonb not null
plan_run.verdict jsonb not null
plan_run.summary jsonb not null
plan_run.limit_seconds integer not null
plan_run.seed integer not null
plan_run.created_at timestamp with time zone not null
plan_run.created_by text not null
plan_run.published_version integer
plan_run.published_at timestamp with time zone
plan_run.published_by text
plan_run.publish_note text
plan_run_estate.run_id uuid not null
plan_run_estate.estate_id uuid not null
plan_run_estate.region_code text not null
plan_run_estate.name text not null
plan_run_estate.subdistrict text not null
plan_run_estate.subdistrict_name text not null
plan_run_estate.start_year integer
plan_run_estate.done boolean not null
plan_run_estate.pinned boolean not null
plan_run_estate.candidate boolean not null
plan_run_estate.held boolean not null
plan_run_estate.eligible text not null
plan_run_estate.target text
plan_run_estate.score double precision not null
plan_run_estate.rank integer
plan_run_estate.buildings integer
plan_run_estate.households integer
plan_run_estate.floor_area_cm2 bigint
plan_run_estate.need_fen bigint not null
plan_run_estate.lon double precision
plan_run_estate.lat double precision
plan_run_estate.why text not null
plan_run_estate.trials jsonb not null default '[]'::jsonb
policy_decision.seq bigint not null
policy_decision.region_code text not null
policy_decision.parameter text not null
policy_decision.kind text not null
policy_decision.value jsonb
policy_decision.reason text not null
policy_decision.decided_by uuid not null
policy_decision.decided_by_name text not null
policy_decision.decided_at timestamp with time zone not null
policy_decision.follows bigint
projects_application.id uuid not null
projects_application.estate_id uuid not null
projects_application.region_code text not null
projects_application.state text not null
projects_application.opinion text
projects_application.version integer not null default 1
projects_application.created_at timestamp with time zone not null
projects_application.updated_at timestamp with time zone not null
projects_application_step.id bigint not null
projects_application_step.application_id uuid not null
projects_application_step.region_code text not null
projects_application_step.step text not null
projects_application_step.to_state text not null
projects_application_step.opinion text
projects_application_step.reason text not null default ''::text
projects_application_step.actor_id uuid not null
projects_application_step.actor_name text not null
projects_application_step.at timestamp with time zone not null
projects_assessment.estate_id uuid not null
projects_assessment.region_code text not null
projects_assessment.subdistrict_name text not null
projects_assessment.community text
projects_assessment.name text not null
projects_assessment.facts jsonb not null
projects_assessment.eligible text not null
projects_assessment.target text
projects_assessment.failed text[] not null
projects_assessment.unknown text[] not null
projects_assessment.conditions jsonb not null
projects_assessment.score integer not null
projects_assessment.score_complete boolean not null
projects_assessment.factors jsonb not null
projects_assessment.committee boolean not null
projects_assessment.willingness double precision
projects_assessment.participation double precision
projects_assessment.households integer
projects_assessment.built_year integer
projects_assessment.buildings integer
projects_assessment.floor_area_cm2 bigint
projects_assessment.estate_version integer not null
projects_assessment.policy_version text not null
projects_assessment.assessed_at timestamp with time zone not null
projects_dispute.id uuid not null
projects_dispute.estate_id uuid not null
projects_dispute.region_code text not null
projects_dispute.reason text not null
projects_dispute.rounds jsonb not null default '[]'::jsonb
projects_dispute.papers jsonb not null default '{}'::jsonb
projects_dispute.state text not null default 'open'::text
projects_dispute.opened_by text not null
projects_dispute.opened_at timestamp with time zone not null
projects_dispute.released_by text
projects_dispute.released_at timestamp with time zone
projects_dispute.release_reason text
projects_dispute.version integer not null default 1
projects_project.id uuid not null
projects_project.code text not null
projects_project.region_code text not null
projects_project.name text not null
projects_project.year integer not null
projects_project.implementing_body text not null
projects_project.approval_number text not null
projects_project.approved_on date not null
projects_project.state text not null default 'approved'::text
projects_project.cancel_reason text
projects_project.estates integer not null
projects_project.buildings integer not null
projects_project.households integer not null
projects_project.floor_area_cm2 bigint not null
projects_project.version integer not null default 1
projects_project.created_by text not null
projects_project.created_at timestamp with time zone not null
projects_project_estate.project_id uuid not null
projects_project_estate.estate_id uuid not null
projects_project_estate.region_code text not null
projects_project_estate.name text not null
projects_project_estate.buildings integer not null
projects_project_estate.households integer not null
projects_project_estate.floor_area_cm2 bigint not null
projects_project_estate.living boolean not null default true
scheme_estate.scheme_id uuid not null
scheme_estate.estate_id uuid not null
scheme_estate.region_code text not null
scheme_estate.position integer not null
scheme_estate.living boolean not null default true
scheme_file.id uuid not null
scheme_file.scheme_id uuid not null
scheme_file.estate_id uuid
scheme_file.region_code text not null
scheme_file.file_id uuid not null
scheme_file.kind text not null
scheme_file.title text not null
scheme_file.version_number integer not null
scheme_file.added_at timestamp with time zone not null
scheme_file.added_by text not null
scheme_file.removed_at timestamp with time zone
scheme_file.removed_by text
scheme_file.remove_reason text
scheme_investment.id uuid not null
scheme_investment.seq bigint not null
scheme_investment.scheme_id uuid not null
scheme_investment.region_code text not null
scheme_investment.kind text not null
scheme_investment.amount_fen bigint not null
scheme_investment.authority text not null
scheme_investment.document_number text not null
scheme_investment.decided_on date not null
scheme_investment.money_source text
scheme_investment.file_id uuid
scheme_investment.note text not null default ''::text
scheme_investment.entered_at timestamp with time zone not null
scheme_investment.entered_by text not null
scheme_investment.entered_by_id uuid not null
scheme_investment.state text not null
scheme_investment.decision text
scheme_investment.decided_at timestamp with time zone
scheme_investment.decided_by text
scheme_investment.decided_by_id uuid
scheme_line.version_id uuid not null
scheme_line.id uuid not null
scheme_line.scheme_id uuid not null
scheme_line.estate_id uuid not null
scheme_line.region_code text not null
scheme_line.position integer not null
scheme_line.item text not null
scheme_line.item_title text not null
scheme_line.class text not null
scheme_line.trade text not null
scheme_line.place text not null
scheme_line.quantity_milli bigint not null
scheme_line.unit text not null
scheme_line.unit_price_fen bigint not null
scheme_line.works_fen bigint not null
scheme_line.amount_fen bigint not null
scheme_line.why text not null default ''::text
scheme_line.price_basis text not null default ''::text
scheme_line.note text not null default ''::text
scheme_opinion.id uuid not null
scheme_opinion.review_id uuid not null
scheme_opinion.scheme_id uuid not null
scheme_opinion.region_code text not null
scheme_opinion.office text not null
scheme_opinion.office_title text not null
scheme_opinion.organisation_id uuid
scheme_opinion.needed boolean not null
scheme_opinion.position integer not null
scheme_opinion.due_on date not null
scheme_opinion.stance text
scheme_opinion.text text not null default ''::text
scheme_opinion.file_ids jsonb not null default '[]'::jsonb
scheme_opinion.answer text
scheme_opinion.answered_at timestamp with time zone
scheme_opinion.answered_by text
scheme_opinion.given_on date
scheme_opinion.given_at timestamp with time zone
scheme_opinion.given_by text
scheme_opinion.given_by_id uuid
scheme_opinion.entered boolean not null default false
scheme_opinion.history jsonb not null default '[]'::jsonb
scheme_opinion.reminded_at timestamp with time zone
scheme_opinion.version integer not null default 1
scheme_review.id uuid not null
scheme_review.scheme_id uuid not null
scheme_review.version_id uuid not null
scheme_review.region_code text not null
scheme_review.round integer not null
scheme_review.due_on date not null
scheme_review.state text not null
scheme_review.conclusion text
scheme_review.started_at timestamp with time zone not null
scheme_review.started_by text not null
scheme_review.closed_at timestamp with time zone
scheme_review.closed_by text
scheme_review.version integer not null default 1
scheme_revision.version_id uuid not null
scheme_revision.revision integer not null
scheme_revision.region_code text not null
scheme_revision.content jsonb not null
scheme_revision.what text not null
scheme_revision.back integer
scheme_revision.forward integer
scheme_revision.at timestamp with time zone not null
scheme_revision.by text not null
scheme_scheme.id uuid not null
scheme_scheme.region_code text not null
scheme_scheme.title text not null
scheme_scheme.project_id uuid
scheme_scheme.state text not null
scheme_scheme.current_number integer not null default 1
scheme_scheme.total_fen bigint not null default 0
scheme_scheme.ceiling_fen bigint
scheme_scheme.cancel_reason text
scheme_scheme.version integer not null default 1
scheme_scheme.created_at timestamp with time zone not null
scheme_scheme.created_by text not null
scheme_scheme.updated_at timestamp with time zone not null
scheme_scheme.updated_by text not null
scheme_variance.id uuid not null
scheme_variance.scheme_id uuid not null
scheme_variance.estate_id uuid not null
scheme_variance.region_code text not null
scheme_variance.indicator text not null
scheme_variance.facility text not null
scheme_variance.place text not null
scheme_variance.planned text not null
scheme_variance.wanted text not null
scheme_variance.reason text not null
scheme_variance.checks jsonb not null default '[]'::jsonb
scheme_variance.approvals jsonb not null default '[]'::jsonb
scheme_variance.state text not null
scheme_variance.decision text
scheme_variance.asked_by text not null
scheme_variance.asked_by_id uuid not null
scheme_variance.checked_at timestamp with time zone
scheme_variance.checked_by text
scheme_variance.checked_by_id uuid
scheme_variance.decided_at timestamp with time zone
scheme_variance.decided_by text
scheme_variance.decided_by_id uuid
scheme_variance.version integer not null default 1
scheme_variance.created_at timestamp with time zone not null
scheme_variation.id uuid not null
scheme_variation.scheme_id uuid not null
scheme_variation.region_code text not null
scheme_variation.number integer not null
scheme_variation.base_id uuid not null
scheme_variation.result_id uuid
scheme_variation.kind text not null
scheme_variation.reason text not null
scheme_variation.changes jsonb not null
scheme_variation.before_fen bigint not null
scheme_variation.after_fen bigint not null
scheme_variation.file_ids jsonb not null default '[]'::jsonb
scheme_variation.state text not null
scheme_variation.decision text
scheme_variation.document_number text
scheme_variation.asked_at timestamp with time zone not null
scheme_variation.asked_by text not null
scheme_variation.asked_by_id uuid not null
scheme_variation.decided_at timestamp with time zone
scheme_variation.decided_by text
scheme_variation.decided_by_id uuid
scheme_variation.version integer not null default 1
scheme_version.id uuid not null
scheme_version.scheme_id uuid not null
scheme_version.region_code text not null
scheme_version.number integer not null
scheme_version.origin text not null
scheme_version.base_id uuid
scheme_version.state text not null
scheme_version.title text not null
scheme_version.summary text not null default ''::text
scheme_version.other_bp integer not null
scheme_version.contingency_bp integer not null
scheme_version.contingency_on text not null
scheme_version.works_fen bigint not null default 0
scheme_version.other_fen bigint not null default 0
scheme_version.contingency_fen bigint not null default 0
scheme_version.total_fen bigint not null default 0
scheme_version.ceiling_fen bigint
scheme_version.ceiling_basis text not null default ''::text
scheme_version.revision integer not null default 1
scheme_version.hash text
scheme_version.pack_version text
scheme_version.submitted_at timestamp with time zone
scheme_version.submitted_by text
scheme_version.submitted_by_id uuid
scheme_version.returned_reason text
scheme_version.approved_on date
scheme_version.approved_at timestamp with time zone
scheme_version.approved_by text
scheme_version.approved_by_id uuid
scheme_version.document_number text
scheme_version.created_at timestamp with time zone not null
scheme_version.created_by text not null
stored_file.id uuid not null
stored_file.name text not null
stored_file.media_type text not null
stored_file.size_bytes bigint not null
stored_file.sha256 text not null
stored_file.purpose text not null
stored_file.region_code text not null
stored_file.created_by uuid
stored_file.created_at timestamp with time zone not null
survey_building.id uuid not null
survey_building.estate_id uuid not null
survey_building.region_code text not null
survey_building.name text not null
survey_building.built_year integer
survey_building.floors integer
survey_building.entrances integer
survey_building.households integer
survey_building.floor_area_cm2 bigint
survey_building.structure text
survey_building.roof_kind text
survey_building.elevators integer
survey_building.insulation boolean
survey_building.source jsonb not null default '{}'::jsonb
survey_building.version integer not null default 1
survey_building.import_id uuid
survey_building.archived_at timestamp with time zone
survey_building.previous jsonb
survey_change.id bigint not null
survey_change.estate_id uuid not null
survey_change.building_id uuid
survey_change.region_code text not null
survey_change.field text not null
survey_change.old_value jsonb
survey_change.new_value jsonb
survey_change.source text not null
survey_change.reason text not null default ''::text
survey_change.import_id uuid
survey_change.cell text
survey_change.actor_id uuid
survey_change.actor_name text not null
survey_change.at timestamp with time zone not null
survey_change.old_source jsonb
survey_change.part_id uuid
survey_code.prefix text not null
survey_code.last integer not null
survey_estate.id uuid not null
survey_estate.code text not null
survey_estate.region_code text not null
survey_estate.subdistrict_text text
survey_estate.community text
survey_estate.name text not null
survey_estate.aliases text[] not null default '{}'::text[]
survey_estate.address text
survey_estate.land text
survey_estate.urban boolean
survey_estate.owners_committee boolean
survey_estate.party_organisation boolean
survey_estate.demolition boolean
survey_estate.shanty_town boolean
survey_estate.built_year integer
survey_estate.built_on date
survey_estate.floor_area_cm2 bigint
survey_estate.buildings integer
survey_estate.entrances integer
survey_estate.households integer
survey_estate.population integer
survey_estate.property_kind text
survey_estate.former_owner text
survey_estate.management text
survey_estate.water text
survey_estate.power text
survey_estate.heating text
survey_estate.gas text
survey_estate.road text
survey_estate.security text
survey_estate.roof text
survey_estate.drainage text
survey_estate.agree integer
survey_estate.pay integer
survey_estate.papers text
survey_estate.lon double precision
survey_estate.lat double precision
survey_estate.note text not null default ''::text
survey_estate.completeness integer not null default 0
survey_estate.sources jsonb not null default '{}'::jsonb
survey_estate.search_text text not null default ''::text
survey_estate.version integer not null default 1
survey_estate.import_id uuid
survey_estate.archived_at timestamp with time zone
survey_estate.archive_reason text
survey_estate.merged_into uuid
survey_estate.created_at timestamp with time zone not null
survey_estate.updated_at timestamp with time zone not null
survey_estate.updated_by text not null
survey_import.id uuid not null
survey_import.region_code text not null
survey_import.file_id uuid not null
survey_import.file_name text not null
survey_import.state text not null
survey_import.sheet text
survey_import.mapping jsonb not null default '{}'::jsonb
survey_import.report jsonb
survey_import.outcome jsonb
survey_import.problem jsonb
survey_import.job_id uuid
survey_import.version integer not null default 1
survey_import.created_by uuid
survey_import.created_by_name text not null
survey_import.created_at timestamp with time zone not null
survey_import.committed_at timestamp with time zone
survey_import.undone_at timestamp with time zone
survey_import.undo_reason text
survey_import_row.import_id uuid not null
survey_import_row.kind text not null
survey_import_row.row integer not null
survey_import_row.region_code text not null
survey_import_row.name text
survey_import_row.verdict text not null
survey_import_row.reading jsonb not null
survey_import_row.issues jsonb not null
survey_import_row.issue_codes text[] not null default '{}'::text[]
survey_import_row.severity text
survey_import_row.action text not null
survey_import_row.estate_id uuid
survey_import_row.difference jsonb not null default '[]'::jsonb
survey_import_row.seq integer not null
survey_mapping.region_code text not null
survey_mapping.heading text not null
survey_mapping.field text
survey_mapping.updated_by text not null
survey_mapping.updated_at timestamp with time zone not null
survey_occupant.id uuid not null
survey_occupant.part_id uuid not null
survey_occupant.estate_id uuid not null
survey_occupant.region_code text not null
survey_occupant.relation text not null
survey_occupant.name_sealed bytea not null
survey_occupant.name_masked text not null
survey_occupant.phone_sealed bytea
survey_occupant.phone_masked text
survey_occupant.elderly boolean
survey_occupant.disabled boolean
survey_occupant.version integer not null default 1
survey_occupant.import_id uuid
survey_occupant.archived_at timestamp with time zone
survey_occupant.updated_at timestamp with time zone not null
survey_occupant.updated_by text not null
survey_owner.id uuid not null
survey_owner.estate_id uuid not null
survey_owner.region_code text not null
survey_owner.kind text not null
survey_owner.name_sealed bytea not null
survey_owner.name_masked text not null
survey_owner.name_mark bytea not null
survey_owner.number_sealed bytea
survey_owner.number_masked text
survey_owner.number_mark bytea
survey_owner.phone_sealed bytea
survey_owner.phone_masked text
survey_owner.phone_mark bytea
survey_owner.version integer not null default 1
survey_owner.import_id uuid
survey_owner.archived_at timestamp with time zone
survey_owner.updated_at timestamp with time zone not null
survey_owner.updated_by text not null
survey_ownership.part_id uuid not null
survey_ownership.owner_id uuid not null
survey_ownership.region_code text not null
survey_ownership.nominated boolean not null default false
survey_ownership.nomination_file uuid
survey_ownership.since date
survey_ownership.until date
survey_part.id uuid not null
survey_part.estate_id uuid not null
survey_part.region_code text not null
survey_part.building text not null
survey_part.entrance text not null default ''::text
survey_part.room text not null
survey_part.floor integer
survey_part.kind text not null
survey_part.area_cm2 bigint
survey_part.area_source text
survey_part.area_evidence text not null default ''::text
survey_part.titled boolean not null default true
survey_part.unsold boolean not null default false
survey_part.sources jsonb not null default '{}'::jsonb
survey_part.version integer not null default 1
survey_part.import_id uuid
survey_part.archived_at timestamp with time zone
survey_part.archive_reason text
survey_part.updated_at timestamp with time zone not null
survey_part.updated_by text not null
survey_raw_row.import_id uuid not null
survey_raw_row.sheet text not null
survey_raw_row.row integer not null
survey_raw_row.region_code text not null
survey_raw_row.cells jsonb not null
survey_roll_import.id uuid not null
survey_roll_import.estate_id uuid not null
survey_roll_import.region_code text not null
survey_roll_import.file_id uuid not null
survey_roll_import.file_name text not null
survey_roll_import.state text not null
survey_roll_import.report jsonb
survey_roll_import.outcome jsonb
survey_roll_import.problem jsonb
survey_roll_import.job_id uuid
survey_roll_import.version integer not null default 1
survey_roll_import.created_by uuid
survey_roll_import.created_by_name text not null
survey_roll_import.created_at timestamp with time zone not null
survey_roll_import.committed_at timestamp with time zone
survey_roll_import.undone_at timestamp with time zone
survey_roll_import.undo_reason text
survey_roll_row.import_id uuid not null
survey_roll_row.seq integer not null
survey_roll_row.sheet text not null
survey_roll_row.row integer not null
survey_roll_row.region_code text not null
survey_roll_row.cells_sealed bytea not null
survey_roll_row.verdict text not null
survey_roll_row.action text not null
survey_roll_row.place text not null
survey_roll_row.issues jsonb not null default '[]'::jsonb
survey_roll_row.difference jsonb not null default '[]'::jsonb
survey_roll_row.part_id uuid
survey_roll_row.before jsonb
survey_wish.id uuid not null
survey_wish.estate_id uuid not null
survey_wish.region_code text not null
survey_wish.building text not null
survey_wish.entrance text not null
survey_wish.room text not null
survey_wish.area_cm2 bigint
survey_wish.agree boolean
survey_wish.pay boolean
survey_wish.pay_fen bigint
survey_wish.items text[] not null default '{}'::text[]
survey_wish.management text
survey_wish.visited_on date
survey_wish.sheet_row integer
survey_wish.import_id uuid
survey_wish.previous jsonb
survey_wish.version integer not null default 1
survey_wish.edited_at timestamp with time zone
survey_wish.edited_by text

-- constraints
audit_anchor audit_anchor_pkey PRIMARY KEY (seq)
audit_head audit_head_pkey PRIMARY KEY (stream)
audit_line audit_line_pkey PRIMARY KEY (id)
audit_line audit_line_stream_seq_key UNIQUE (stream, seq)
funding_account funding_account_pkey PRIMARY KEY (id)
funding_account funding_account_sub_channels_check CHECK ((cardinality(sub_channels) > 0))
funding_account funding_account_tail_check CHECK ((tail ~ '^[0-9A-Za-z]{0,4}$'::text))
funding_account funding_account_title_check CHECK ((btrim(title) <> ''::text))
funding_account funding_account_title_key UNIQUE (region_code, title)
funding_alarm_dismissal funding_alarm_dismissal_alarm_check CHECK ((btrim(alarm) <> ''::text))
funding_alarm_dismissal funding_alarm_dismissal_pkey PRIMARY KEY (id)
funding_alarm_dismissal funding_alarm_dismissal_reason_check CHECK ((btrim(reason) <> ''::text))
funding_allocation funding_allocation_check CHECK (((state = ANY (ARRAY['approved'::text, 'published'::text])) = (posting_id IS NOT NULL)))
funding_allocation funding_allocation_check1 CHECK (((state = 'published'::text) = (published IS NOT NULL)))
funding_allocation funding_allocation_check2 CHECK (((approved_by_id IS NULL) OR (approved_by_id <> submitted_by_id)))
funding_allocation funding_allocation_check3 CHECK (((approved_by_id IS NULL) OR (NOT (approved_by_id = ANY (adjusted_by_ids)))))
funding_allocation funding_allocation_code_key UNIQUE (code)
funding_allocation funding_allocation_pkey PRIMARY KEY (id)
funding_allocation funding_allocation_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_allocation funding_allocation_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'published'::text, 'withdrawn'::text])))
funding_allocation funding_allocation_title_check CHECK ((btrim(title) <> ''::text))
funding_allocation_line funding_allocation_line_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES funding_allocation(id)
funding_allocation_line funding_allocation_line_allocation_id_project_id_estate_id_fkey FOREIGN KEY (allocation_id, project_id, estate_id, item) REFERENCES funding_allocation_need(allocation_id, project_id, estate_id, item)
funding_allocation_line funding_allocation_line_allocation_id_source_id_fkey FOREIGN KEY (allocation_id, source_id) REFERENCES funding_allocation_source(allocation_id, source_id)
funding_allocation_line funding_allocation_line_amount_fen_check CHECK ((amount_fen >= 0))
funding_allocation_line funding_allocation_line_check CHECK (((amount_fen = proposed_fen) OR (btrim(reason) <> ''::text)))
funding_allocation_line funding_allocation_line_pkey PRIMARY KEY (allocation_id, source_id, project_id, estate_id, item)
funding_allocation_line funding_allocation_line_proposed_fen_check CHECK ((proposed_fen >= 0))
funding_allocation_need funding_allocation_need_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES funding_allocation(id)
funding_allocation_need funding_allocation_need_arranged_fen_check CHECK ((arranged_fen >= 0))
funding_allocation_need funding_allocation_need_cost_fen_check CHECK ((cost_fen >= 0))
funding_allocation_need funding_allocation_need_pkey PRIMARY KEY (allocation_id, project_id, estate_id, item)
funding_allocation_source funding_allocation_source_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES funding_allocation(id)
funding_allocation_source funding_allocation_source_available_fen_check CHECK ((available_fen >= 0))
funding_allocation_source funding_allocation_source_pkey PRIMARY KEY (allocation_id, source_id)
funding_allocation_source funding_allocation_source_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_authorisation funding_authorisation_amount_fen_check CHECK ((amount_fen > 0))
funding_authorisation funding_authorisation_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_authorisation funding_authorisation_kind_check CHECK ((kind = ANY (ARRAY['advance'::text, 'progress'::text, 'settlement'::text, 'retention'::text])))
funding_authorisation funding_authorisation_paid_check CHECK (((paid_fen >= 0) AND (paid_fen <= amount_fen)))
funding_authorisation funding_authorisation_payee_check CHECK ((btrim(payee) <> ''::text))
funding_authorisation funding_authorisation_pkey PRIMARY KEY (id)
funding_authorisation funding_authorisation_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_authorisation funding_authorisation_reversed_check CHECK (((reversed_at IS NULL) OR (paid_fen = 0)))
funding_authorisation_line funding_authorisation_line_amount_fen_check CHECK ((amount_fen > 0))
funding_authorisation_line funding_authorisation_line_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES funding_authorisation(id)
funding_authorisation_line funding_authorisation_line_cell_id_fkey FOREIGN KEY (cell_id) REFERENCES funding_cell(id)
funding_authorisation_line funding_authorisation_line_paid_check CHECK (((paid_fen >= 0) AND (paid_fen <= amount_fen)))
funding_authorisation_line funding_authorisation_line_pkey PRIMARY KEY (authorisation_id, "position")
funding_balance funding_balance_cell_id_fkey FOREIGN KEY (cell_id) REFERENCES funding_cell(id)
funding_balance funding_balance_not_negative CHECK (((balance_fen >= 0) OR (account = ANY (ARRAY['origin'::text, 'outside'::text, 'inKindOrigin'::text, 'suspense'::text]))))
funding_balance funding_balance_pkey PRIMARY KEY (cell_id, account)
funding_basis funding_basis_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_basis funding_basis_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_basis funding_basis_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_basis funding_basis_id_collection_id_key UNIQUE (id, collection_id)
funding_basis funding_basis_kind_check CHECK ((kind = ANY (ARRAY['vote'::text, 'agreement'::text])))
funding_basis funding_basis_pkey PRIMARY KEY (id)
funding_basis funding_basis_whole CHECK ((((kind = 'vote'::text) AND (vote_id IS NOT NULL) AND (matter_id IS NOT NULL)) OR ((kind = 'agreement'::text) AND (file_id IS NOT NULL) AND (file_sha256 IS NOT NULL) AND (signed_on IS NOT NULL))))
funding_bill funding_bill_basis_fkey FOREIGN KEY (basis_id, collection_id) REFERENCES funding_basis(id, collection_id)
funding_bill funding_bill_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_bill funding_bill_due_fen_check CHECK ((due_fen >= 0))
funding_bill funding_bill_due_is_share CHECK (((due_fen IS NULL) OR (due_fen = (share_fen - relief_fen))))
funding_bill funding_bill_due_needs_basis CHECK (((due_fen IS NULL) OR (basis_id IS NOT NULL)))
funding_bill funding_bill_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_bill funding_bill_number_key UNIQUE (number)
funding_bill funding_bill_paid_fen_check CHECK ((paid_fen >= 0))
funding_bill funding_bill_paid_needs_due CHECK (((paid_fen = 0) OR (due_fen IS NOT NULL)))
funding_bill funding_bill_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
funding_bill funding_bill_part_key UNIQUE (collection_id, part_id)
funding_bill funding_bill_pkey PRIMARY KEY (id)
funding_bill funding_bill_pledge_file_fkey FOREIGN KEY (pledge_file) REFERENCES stored_file(id)
funding_bill funding_bill_pledge_signed CHECK (((pledge_source IS DISTINCT FROM 'agreement'::text) OR (pledge_file IS NOT NULL)))
funding_bill funding_bill_pledge_source_check CHECK ((pledge_source = ANY (ARRAY['wish'::text, 'agreement'::text])))
funding_bill funding_bill_pledged_fen_check CHECK ((pledged_fen >= 0))
funding_bill funding_bill_refund_within CHECK (((refunded_fen >= 0) AND (refunded_fen <= paid_fen)))
funding_bill funding_bill_relief_within CHECK (((relief_fen >= 0) AND (relief_fen <= share_fen)))
funding_bill funding_bill_share_fen_check CHECK ((share_fen >= 0))
funding_case funding_case_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES funding_authorisation(id)
funding_case funding_case_check CHECK (((state = 'resolved'::text) = (resolved_at IS NOT NULL)))
funding_case funding_case_how_check CHECK ((how = ANY (ARRAY['returned'::text, 'attached'::text, 'explained'::text])))
funding_case funding_case_kind_check CHECK ((kind = ANY (ARRAY['unauthorised'::text, 'above-authorised'::text, 'overdrawn'::text, 'payee'::text, 'in-kind'::text, 'over-received'::text])))
funding_case funding_case_pkey PRIMARY KEY (id)
funding_case funding_case_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_case funding_case_resolved_posting_id_fkey FOREIGN KEY (resolved_posting_id) REFERENCES funding_posting(id)
funding_case funding_case_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_case funding_case_state_check CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text])))
funding_cell funding_cell_advance_check CHECK (((recovered_fen >= 0) AND (recovered_fen <= advance_fen)))
funding_cell funding_cell_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_cell funding_cell_key UNIQUE NULLS NOT DISTINCT (source_id, project_id, estate_id, item, contract_id)
funding_cell funding_cell_level_check CHECK ((((project_id IS NULL) = (estate_id IS NULL)) AND ((estate_id IS NULL) = (item IS NULL)) AND ((contract_id IS NULL) OR (item IS NOT NULL))))
funding_cell funding_cell_measured_check CHECK (((committed_fen >= 0) AND ((measured_fen >= 0) AND (measured_fen <= committed_fen))))
funding_cell funding_cell_pkey PRIMARY KEY (id)
funding_cell funding_cell_project_id_estate_id_item_fkey FOREIGN KEY (project_id, estate_id, item) REFERENCES funding_item(project_id, estate_id, item)
funding_cell funding_cell_retained_check CHECK (((released_fen >= 0) AND (released_fen <= retained_fen)))
funding_cell funding_cell_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_collection funding_collection_agreement_file_fkey FOREIGN KEY (agreement_file) REFERENCES stored_file(id)
funding_collection funding_collection_amount_source_check CHECK ((amount_source = ANY (ARRAY['rules'::text, 'entered'::text])))
funding_collection funding_collection_based CHECK (((state <> ALL (ARRAY['issued'::text, 'closed'::text])) OR ((basis_id IS NOT NULL) AND (source_id IS NOT NULL))))
funding_collection funding_collection_basis_fkey FOREIGN KEY (basis_id, id) REFERENCES funding_basis(id, collection_id)
funding_collection funding_collection_check CHECK (((scope = 'estate'::text) OR (building IS NOT NULL)))
funding_collection funding_collection_check1 CHECK (((scope <> 'entrance'::text) OR (entrance IS NOT NULL)))
funding_collection funding_collection_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_collection funding_collection_key_key UNIQUE (estate_id, key)
funding_collection funding_collection_method_check CHECK ((method = ANY (ARRAY['agreement'::text, 'area'::text, 'equal'::text, 'floor'::text])))
funding_collection funding_collection_number_key UNIQUE (number)
funding_collection funding_collection_pkey PRIMARY KEY (id)
funding_collection funding_collection_scope_check CHECK ((scope = ANY (ARRAY['estate'::text, 'building'::text, 'entrance'::text])))
funding_collection funding_collection_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'issued'::text, 'closed'::text, 'cancelled'::text])))
funding_collection funding_collection_total_fen_check CHECK ((total_fen > 0))
funding_contract funding_contract_advance_bp_check CHECK (((advance_bp >= 0) AND (advance_bp <= 10000)))
funding_contract funding_contract_advance_check CHECK (((advance_fen >= 0) AND (((advance_fen)::numeric * (10000)::numeric) <= ((amount_fen)::numeric * (advance_bp)::numeric))))
funding_contract funding_contract_amount_fen_check CHECK ((amount_fen > 0))
funding_contract funding_contract_committed_check CHECK (((committed_fen >= 0) AND (committed_fen <= amount_fen)))
funding_contract funding_contract_contractor_check CHECK ((btrim(contractor) <> ''::text))
funding_contract funding_contract_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_contract funding_contract_measured_check CHECK (((measured_fen >= 0) AND (measured_fen <= amount_fen)))
funding_contract funding_contract_number_check CHECK ((btrim(number) <> ''::text))
funding_contract funding_contract_number_key UNIQUE (project_id, number)
funding_contract funding_contract_paid_check CHECK (((progress_fen >= 0) AND (settlement_fen >= 0) AND ((((progress_fen + settlement_fen) + recovered_fen) + retained_fen) <= measured_fen)))
funding_contract funding_contract_pkey PRIMARY KEY (id)
funding_contract funding_contract_progress_bp_check CHECK (((progress_bp >= 0) AND (progress_bp <= 10000)))
funding_contract funding_contract_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects_project(id)
funding_contract funding_contract_recovered_check CHECK (((recovered_fen >= 0) AND (recovered_fen <= advance_fen)))
funding_contract funding_contract_recovery_bp_check CHECK (((recovery_bp >= 0) AND (recovery_bp <= 10000)))
funding_contract funding_contract_released_check CHECK (((released_fen >= 0) AND (released_fen <= retained_fen)))
funding_contract funding_contract_retained_check CHECK (((retained_fen >= 0) AND (((retained_fen)::numeric * (10000)::numeric) <= ((measured_fen)::numeric * (retention_bp)::numeric))))
funding_contract funding_contract_retention_bp_check CHECK (((retention_bp >= 0) AND (retention_bp <= 10000)))
funding_contract funding_contract_title_check CHECK ((btrim(title) <> ''::text))
funding_contract_change funding_contract_change_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_contract_change funding_contract_change_document_number_check CHECK ((btrim(document_number) <> ''::text))
funding_contract_change funding_contract_change_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_contract_change funding_contract_change_pkey PRIMARY KEY (id)
funding_contract_change funding_contract_change_reason_check CHECK ((btrim(reason) <> ''::text))
funding_contract_line funding_contract_line_amount_fen_check CHECK ((amount_fen >= 0))
funding_contract_line funding_contract_line_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_contract_line funding_contract_line_line_id_check CHECK ((btrim(line_id) <> ''::text))
funding_contract_line funding_contract_line_measured_check CHECK (((measured_fen >= 0) AND (measured_fen <= amount_fen)))
funding_contract_line funding_contract_line_pkey PRIMARY KEY (contract_id, line_id)
funding_contract_line funding_contract_line_project_id_estate_id_item_fkey FOREIGN KEY (project_id, estate_id, item) REFERENCES funding_item(project_id, estate_id, item)
funding_contract_terms funding_contract_terms_check CHECK (((supervisor_id IS NULL) = (supervisor_name IS NULL)))
funding_contract_terms funding_contract_terms_check1 CHECK (((supervisor_id IS NULL) OR (supervisor_id <> supplier_id)))
funding_contract_terms funding_contract_terms_check2 CHECK (((kind <> ALL (ARRAY['construction'::text, 'epc'::text])) OR ((supervisor_id IS NOT NULL) AND (btrim(wages_account) <> ''::text))))
funding_contract_terms funding_contract_terms_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_contract_terms funding_contract_terms_defect_months_check CHECK (((defect_months >= 0) AND (defect_months <= 120)))
funding_contract_terms funding_contract_terms_kind_check CHECK ((kind = ANY (ARRAY['design'::text, 'construction'::text, 'siteSupervision'::text, 'epc'::text, 'materials'::text])))
funding_contract_terms funding_contract_terms_pkey PRIMARY KEY (contract_id)
funding_contract_terms funding_contract_terms_schemes_check CHECK ((jsonb_typeof(schemes) = 'object'::text))
funding_contract_terms funding_contract_terms_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES identity_organisation(id)
funding_contract_terms funding_contract_terms_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES identity_organisation(id)
funding_contract_terms funding_contract_terms_supplier_name_check CHECK ((btrim(supplier_name) <> ''::text))
funding_contract_terms funding_contract_terms_term_days_check CHECK (((term_days >= 1) AND (term_days <= 365)))
funding_contract_terms funding_contract_terms_wages_bp_check CHECK (((wages_bp >= 0) AND (wages_bp <= 10000)))
funding_counter funding_counter_pkey PRIMARY KEY (kind, region_code, year)
funding_drawdown funding_drawdown_amount_fen_check CHECK ((amount_fen > 0))
funding_drawdown funding_drawdown_check CHECK (((state = 'approved'::text) = (source_id IS NOT NULL)))
funding_drawdown funding_drawdown_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_drawdown funding_drawdown_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_drawdown funding_drawdown_key_key UNIQUE (estate_id, key)
funding_drawdown funding_drawdown_number_key UNIQUE (number)
funding_drawdown funding_drawdown_pkey PRIMARY KEY (id)
funding_drawdown funding_drawdown_scope_check CHECK ((scope = ANY (ARRAY['estate'::text, 'building'::text, 'entrance'::text])))
funding_drawdown funding_drawdown_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
funding_drawdown funding_drawdown_two_persons CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((decided_by_id IS NOT NULL) AND (decided_by_id <> proposed_by_id))))
funding_drawdown_part funding_drawdown_part_amount_fen_check CHECK ((amount_fen >= 0))
funding_drawdown_part funding_drawdown_part_drawdown_id_fkey FOREIGN KEY (drawdown_id) REFERENCES funding_drawdown(id)
funding_drawdown_part funding_drawdown_part_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
funding_drawdown_part funding_drawdown_part_pkey PRIMARY KEY (drawdown_id, part_id)
funding_drawdown_part funding_drawdown_within_balance CHECK ((amount_fen <= balance_fen))
funding_entry funding_entry_account_check CHECK ((account = ANY (ARRAY['origin'::text, 'budget'::text, 'arranged'::text, 'committed'::text, 'retained'::text, 'payable'::text, 'authorised'::text, 'paid'::text, 'outside'::text, 'cash'::text, 'spent'::text, 'inKindOrigin'::text, 'inKind'::text, 'suspense'::text, 'violation'::text])))
funding_entry funding_entry_amount_fen_check CHECK ((amount_fen <> 0))
funding_entry funding_entry_cell_id_fkey FOREIGN KEY (cell_id) REFERENCES funding_cell(id)
funding_entry funding_entry_pkey PRIMARY KEY (id)
funding_entry funding_entry_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_estimate funding_estimate_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_estimate funding_estimate_pkey PRIMARY KEY (estate_id, book_hash)
funding_estimate funding_estimate_residents_fen_check CHECK ((residents_fen >= 0))
funding_estimate funding_estimate_rule_set_id_fkey FOREIGN KEY (rule_set_id) REFERENCES funding_rule_set(id)
funding_estimate funding_estimate_source_check CHECK ((source = ANY (ARRAY['catalogue'::text, 'scheme'::text])))
funding_estimate funding_estimate_total_fen_check CHECK ((total_fen >= 0))
funding_finance_import funding_finance_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_finance_import funding_finance_import_kind_check CHECK ((kind = ANY (ARRAY['indicator'::text, 'voucher'::text])))
funding_finance_import funding_finance_import_pkey PRIMARY KEY (id)
funding_finance_import funding_finance_import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'failed'::text, 'committing'::text, 'committed'::text, 'undone'::text])))
funding_fund_balance funding_fund_balance_balance_fen_check CHECK ((balance_fen >= 0))
funding_fund_balance funding_fund_balance_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_fund_balance funding_fund_balance_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_fund_balance funding_fund_balance_first_deposit_fen_check CHECK ((first_deposit_fen >= 0))
funding_fund_balance funding_fund_balance_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
funding_fund_balance funding_fund_balance_pkey PRIMARY KEY (part_id)
funding_gate funding_gate_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_gate funding_gate_document_number_check CHECK ((btrim(document_number) <> ''::text))
funding_gate funding_gate_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_gate funding_gate_gate_check CHECK ((gate ~ '^[a-z][A-Za-z]*$'::text))
funding_gate funding_gate_pkey PRIMARY KEY (id)
funding_gate funding_gate_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects_project(id)
funding_indicator funding_indicator_amount_fen_check CHECK ((amount_fen > 0))
funding_indicator funding_indicator_import_id_fkey FOREIGN KEY (import_id) REFERENCES funding_finance_import(id)
funding_indicator funding_indicator_pkey PRIMARY KEY (id)
funding_indicator funding_indicator_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_indicator funding_indicator_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_item funding_item_class_check CHECK ((class = ANY (ARRAY['basic'::text, 'improvement'::text, 'enhancement'::text])))
funding_item funding_item_item_check CHECK ((item ~ '^[a-z][A-Za-z0-9]*$'::text))
funding_item funding_item_origin_check CHECK ((origin = ANY (ARRAY['scheme'::text, 'hand'::text])))
funding_item funding_item_pkey PRIMARY KEY (project_id, estate_id, item)
funding_item funding_item_project_id_estate_id_fkey FOREIGN KEY (project_id, estate_id) REFERENCES projects_project_estate(project_id, estate_id)
funding_measurement funding_measurement_check CHECK ((gross_fen = ((retained_fen + recovered_fen) + payable_fen)))
funding_measurement funding_measurement_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_measurement funding_measurement_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_measurement funding_measurement_gross_fen_check CHECK ((gross_fen > 0))
funding_measurement funding_measurement_pkey PRIMARY KEY (id)
funding_measurement funding_measurement_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_measurement_line funding_measurement_line_cell_id_fkey FOREIGN KEY (cell_id) REFERENCES funding_cell(id)
funding_measurement_line funding_measurement_line_gross_fen_check CHECK ((gross_fen > 0))
funding_measurement_line funding_measurement_line_measurement_id_fkey FOREIGN KEY (measurement_id) REFERENCES funding_measurement(id)
funding_measurement_line funding_measurement_line_payable_fen_check CHECK ((payable_fen >= 0))
funding_measurement_line funding_measurement_line_pkey PRIMARY KEY (measurement_id, "position")
funding_measurement_line funding_measurement_line_recovered_fen_check CHECK ((recovered_fen >= 0))
funding_measurement_line funding_measurement_line_retained_fen_check CHECK ((retained_fen >= 0))
funding_month funding_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
funding_month funding_month_pkey PRIMARY KEY (source_id, account, month)
funding_month funding_month_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_network_fact funding_network_fact_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_network_fact funding_network_fact_inside_share_check CHECK ((inside_share ~ '^(0|1|0\.[0-9]{1,6})$'::text))
funding_network_fact funding_network_fact_pipe_check CHECK ((pipe = ANY (ARRAY['utility'::text, 'other'::text])))
funding_network_fact funding_network_fact_pkey PRIMARY KEY (estate_id, item)
funding_package funding_package_check CHECK (((state = 'adopted'::text) = (adopted_by IS NOT NULL)))
funding_package funding_package_pkey PRIMARY KEY (id)
funding_package funding_package_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'adopted'::text, 'archived'::text])))
funding_package funding_package_title_check CHECK ((btrim(title) <> ''::text))
funding_package funding_package_two_persons CHECK (((adopted_by IS NULL) OR (adopted_by <> edited_by)))
funding_package_version funding_package_version_package_id_fkey FOREIGN KEY (package_id) REFERENCES funding_package(id)
funding_package_version funding_package_version_pkey PRIMARY KEY (package_id, version)
funding_payment funding_payment_amount_fen_check CHECK ((amount_fen > 0))
funding_payment funding_payment_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES funding_authorisation(id)
funding_payment funding_payment_check CHECK (((complete_on IS NULL) = (due_on IS NULL)))
funding_payment funding_payment_check1 CHECK (((state <> ALL (ARRAY['submitted'::text, 'supervisorChecked'::text, 'subdistrictChecked'::text, 'taskForceChecked'::text, 'authorised'::text])) OR (complete_on IS NOT NULL)))
funding_payment funding_payment_check2 CHECK (((state = 'authorised'::text) = (authorisation_id IS NOT NULL)))
funding_payment funding_payment_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_payment funding_payment_kind_check CHECK ((kind = ANY (ARRAY['advance'::text, 'progress'::text, 'settlement'::text, 'retention'::text])))
funding_payment funding_payment_number_key UNIQUE (number)
funding_payment funding_payment_pkey PRIMARY KEY (id)
funding_payment funding_payment_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects_project(id)
funding_payment funding_payment_region_code_check CHECK ((length(region_code) >= 9))
funding_payment funding_payment_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'supervisorChecked'::text, 'subdistrictChecked'::text, 'taskForceChecked'::text, 'authorised'::text, 'withdrawn'::text, 'refused'::text])))
funding_payment_counter funding_payment_counter_pkey PRIMARY KEY (district, year)
funding_payment_hand funding_payment_hand_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES identity_user(id)
funding_payment_hand funding_payment_hand_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES funding_payment(id)
funding_payment_hand funding_payment_hand_pkey PRIMARY KEY (payment_id, actor_id)
funding_payment_hand funding_payment_hand_seat_check CHECK ((seat = ANY (ARRAY['drafter'::text, 'supervisor'::text, 'subdistrict'::text, 'taskForce'::text, 'finance'::text])))
funding_payment_hand funding_payment_hand_seat_key UNIQUE (payment_id, actor_id, seat)
funding_payment_line funding_payment_line_amount_fen_check CHECK ((amount_fen > 0))
funding_payment_line funding_payment_line_key UNIQUE NULLS NOT DISTINCT (payment_id, estate_id, item, source_id)
funding_payment_line funding_payment_line_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES funding_payment(id)
funding_payment_line funding_payment_line_pkey PRIMARY KEY (payment_id, "position")
funding_payment_line funding_payment_line_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_payment_paper funding_payment_paper_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_payment_paper funding_payment_paper_paper_check CHECK ((paper ~ '^[a-z][A-Za-z]*$'::text))
funding_payment_paper funding_payment_paper_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES funding_payment(id)
funding_payment_paper funding_payment_paper_pkey PRIMARY KEY (payment_id, paper, file_id)
funding_payment_step funding_payment_step_check CHECK (((step <> ALL (ARRAY['return'::text, 'withdraw'::text, 'refuse'::text])) OR (btrim(note) <> ''::text)))
funding_payment_step funding_payment_step_hand FOREIGN KEY (payment_id, actor_id, seat) REFERENCES funding_payment_hand(payment_id, actor_id, seat)
funding_payment_step funding_payment_step_pkey PRIMARY KEY (id)
funding_payment_step funding_payment_step_step_check CHECK ((step = ANY (ARRAY['submit'::text, 'check'::text, 'authorise'::text, 'return'::text, 'withdraw'::text, 'refuse'::text])))
funding_period funding_period_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
funding_period funding_period_pkey PRIMARY KEY (region_code, month)
funding_posting funding_posting_amount_fen_check CHECK ((amount_fen >= 0))
funding_posting funding_posting_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES funding_contract(id)
funding_posting funding_posting_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_posting funding_posting_kind_check CHECK ((kind = ANY (ARRAY['grant'::text, 'increase'::text, 'recall'::text, 'carry'::text, 'lapse'::text, 'arrange'::text, 'unarrange'::text, 'receive'::text, 'refund'::text, 'commit'::text, 'uncommit'::text, 'measure'::text, 'authorise'::text, 'paid'::text, 'violation'::text, 'inKind'::text, 'reverse'::text])))
funding_posting funding_posting_pkey PRIMARY KEY (id)
funding_posting funding_posting_reversed_once UNIQUE (reverses_id)
funding_posting funding_posting_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES funding_posting(id)
funding_posting funding_posting_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_receipt funding_receipt_amount_fen_check CHECK ((amount_fen > 0))
funding_receipt funding_receipt_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES funding_bill(id)
funding_receipt funding_receipt_check CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
funding_receipt funding_receipt_check1 CHECK (((voided_at IS NULL) = (void_posting_id IS NULL)))
funding_receipt funding_receipt_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_receipt funding_receipt_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_receipt funding_receipt_key_key UNIQUE (bill_id, key)
funding_receipt funding_receipt_line_fkey FOREIGN KEY (line_id) REFERENCES funding_statement_line(id)
funding_receipt funding_receipt_number_key UNIQUE (number)
funding_receipt funding_receipt_pkey PRIMARY KEY (id)
funding_receipt funding_receipt_way_check CHECK ((way = ANY (ARRAY['bank'::text, 'cash'::text, 'transfer'::text])))
funding_reconciliation funding_reconciliation_account_id_fkey FOREIGN KEY (account_id) REFERENCES funding_account(id)
funding_reconciliation funding_reconciliation_check CHECK (((signed_by_id IS NULL) OR (signed_by_id <> prepared_by_id)))
funding_reconciliation funding_reconciliation_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_reconciliation funding_reconciliation_month_check CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text))
funding_reconciliation funding_reconciliation_month_key UNIQUE (account_id, month)
funding_reconciliation funding_reconciliation_pkey PRIMARY KEY (id)
funding_reconciliation funding_reconciliation_state_check CHECK ((state = ANY (ARRAY['open'::text, 'prepared'::text, 'signed'::text])))
funding_reconciliation_note funding_reconciliation_note_kind_check CHECK ((kind = ANY (ARRAY['outstanding'::text, 'timing'::text, 'missing'::text, 'error'::text])))
funding_reconciliation_note funding_reconciliation_note_note_check CHECK ((btrim(note) <> ''::text))
funding_reconciliation_note funding_reconciliation_note_pkey PRIMARY KEY (reconciliation_id, side, ref)
funding_reconciliation_note funding_reconciliation_note_reconciliation_id_fkey FOREIGN KEY (reconciliation_id) REFERENCES funding_reconciliation(id)
funding_reconciliation_note funding_reconciliation_note_side_check CHECK ((side = ANY (ARRAY['bank'::text, 'book'::text, 'opening'::text])))
funding_refund funding_refund_amount_fen_check CHECK ((amount_fen > 0))
funding_refund funding_refund_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES funding_bill(id)
funding_refund funding_refund_check CHECK (((state = 'paid'::text) = ((paid_on IS NOT NULL) AND (voucher IS NOT NULL))))
funding_refund funding_refund_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_refund funding_refund_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_refund funding_refund_pkey PRIMARY KEY (id)
funding_refund funding_refund_reason_check CHECK ((reason <> ''::text))
funding_refund funding_refund_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'paid'::text])))
funding_refund funding_refund_two_persons CHECK (((state = 'proposed'::text) OR ((decided_by_id IS NOT NULL) AND (decided_by_id <> proposed_by_id))))
funding_relief funding_relief_amount_fen_check CHECK ((amount_fen > 0))
funding_relief funding_relief_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES funding_bill(id)
funding_relief funding_relief_claim_within CHECK (((claim_fen >= 0) AND (claim_fen <= amount_fen)))
funding_relief funding_relief_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_relief funding_relief_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_relief funding_relief_kind_check CHECK ((kind = ANY (ARRAY['exemption'::text, 'hardship'::text])))
funding_relief funding_relief_pkey PRIMARY KEY (id)
funding_relief funding_relief_reason_check CHECK ((reason <> ''::text))
funding_relief funding_relief_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
funding_relief funding_relief_two_persons CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((decided_by_id IS NOT NULL) AND (decided_by_id <> proposed_by_id))))
funding_reminder funding_reminder_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES funding_bill(id)
funding_reminder funding_reminder_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES funding_collection(id)
funding_reminder funding_reminder_once UNIQUE (batch_id, bill_id)
funding_reminder funding_reminder_pkey PRIMARY KEY (id)
funding_reminder funding_reminder_way_check CHECK ((way = ANY (ARRAY['door'::text, 'notice'::text, 'phone'::text, 'visit'::text])))
funding_rule_set funding_rule_set_based_on_fkey FOREIGN KEY (based_on) REFERENCES funding_rule_set(id)
funding_rule_set funding_rule_set_number_key UNIQUE (region_code, number)
funding_rule_set funding_rule_set_pkey PRIMARY KEY (id)
funding_rule_set funding_rule_set_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'inForce'::text, 'cancelled'::text])))
funding_rule_set funding_rule_set_two_persons CHECK (((state <> 'inForce'::text) OR ((decided_by IS NOT NULL) AND (proposed_by IS NOT NULL) AND (decided_by <> proposed_by) AND (from_day IS NOT NULL))))
funding_source funding_source_budget_year_check CHECK (((budget_year >= 2000) AND (budget_year <= 2100)))
funding_source funding_source_channel_check CHECK ((channel ~ '^[a-z][A-Za-z]*$'::text))
funding_source funding_source_classes_check CHECK (((cardinality(classes) > 0) AND (classes <@ ARRAY['basic'::text, 'improvement'::text, 'enhancement'::text])))
funding_source funding_source_document_file_id_fkey FOREIGN KEY (document_file_id) REFERENCES stored_file(id)
funding_source funding_source_document_number_check CHECK ((btrim(document_number) <> ''::text))
funding_source funding_source_estates_check CHECK (((estates IS NULL) OR (cardinality(estates) > 0)))
funding_source funding_source_pkey PRIMARY KEY (id)
funding_source funding_source_region_code_check CHECK ((region_code ~ '^[0-9]{2,12}$'::text))
funding_source funding_source_sub_channel_check CHECK ((sub_channel ~ '^[a-z][A-Za-z]*$'::text))
funding_source funding_source_title_check CHECK ((btrim(title) <> ''::text))
funding_source_act funding_source_act_amount_fen_check CHECK ((amount_fen >= 0))
funding_source_act funding_source_act_document_number_check CHECK ((btrim(document_number) <> ''::text))
funding_source_act funding_source_act_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_source_act funding_source_act_kind_check CHECK ((kind = ANY (ARRAY['carry'::text, 'recall'::text, 'clawback'::text])))
funding_source_act funding_source_act_pkey PRIMARY KEY (id)
funding_source_act funding_source_act_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_source_act funding_source_act_reason_check CHECK ((btrim(reason) <> ''::text))
funding_source_act funding_source_act_refund_posting_id_fkey FOREIGN KEY (refund_posting_id) REFERENCES funding_posting(id)
funding_source_act funding_source_act_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_statement funding_statement_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_statement funding_statement_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
funding_statement funding_statement_pkey PRIMARY KEY (id)
funding_statement funding_statement_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'failed'::text, 'committing'::text, 'committed'::text, 'undone'::text])))
funding_statement_line funding_statement_line_amount_fen_check CHECK ((amount_fen > 0))
funding_statement_line funding_statement_line_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
funding_statement_line funding_statement_line_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
funding_statement_line funding_statement_line_match_check CHECK ((match = ANY (ARRAY['exact'::text, 'probable'::text, 'none'::text, 'duplicate'::text, 'return'::text])))
funding_statement_line funding_statement_line_pkey PRIMARY KEY (id)
funding_statement_line funding_statement_line_state_check CHECK ((state = ANY (ARRAY['open'::text, 'posted'::text, 'ignored'::text, 'duplicate'::text, 'undone'::text])))
funding_statement_line funding_statement_line_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES funding_statement(id)
funding_total funding_total_not_negative CHECK (((balance_fen >= 0) OR (account = ANY (ARRAY['origin'::text, 'outside'::text, 'inKindOrigin'::text, 'suspense'::text]))))
funding_total funding_total_pkey PRIMARY KEY (source_id, account)
funding_total funding_total_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_treasury_statement_line funding_treasury_statement_line_amount_fen_check CHECK ((amount_fen <> 0))
funding_treasury_statement_line funding_treasury_statement_line_pkey PRIMARY KEY (id)
funding_treasury_statement_line funding_treasury_statement_line_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_treasury_statement_line funding_treasury_statement_line_reconciliation_id_fkey FOREIGN KEY (reconciliation_id) REFERENCES funding_reconciliation(id)
funding_treasury_voucher funding_treasury_voucher_amount_fen_check CHECK ((amount_fen > 0))
funding_treasury_voucher funding_treasury_voucher_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES funding_authorisation(id)
funding_treasury_voucher funding_treasury_voucher_case_id_fkey FOREIGN KEY (case_id) REFERENCES funding_case(id)
funding_treasury_voucher funding_treasury_voucher_check CHECK (((state = 'booked'::text) = (posting_id IS NOT NULL)))
funding_treasury_voucher funding_treasury_voucher_how_check CHECK ((how = ANY (ARRAY['automatic'::text, 'hand'::text, 'fact'::text])))
funding_treasury_voucher funding_treasury_voucher_import_id_fkey FOREIGN KEY (import_id) REFERENCES funding_finance_import(id)
funding_treasury_voucher funding_treasury_voucher_kind_check CHECK ((kind = ANY (ARRAY['receipt'::text, 'payment'::text])))
funding_treasury_voucher funding_treasury_voucher_number_check CHECK ((btrim(number) <> ''::text))
funding_treasury_voucher funding_treasury_voucher_pkey PRIMARY KEY (id)
funding_treasury_voucher funding_treasury_voucher_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_treasury_voucher funding_treasury_voucher_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
funding_treasury_voucher funding_treasury_voucher_state_check CHECK ((state = ANY (ARRAY['open'::text, 'booked'::text, 'setAside'::text, 'undone'::text])))
funding_voucher funding_voucher_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'inKind'::text])))
funding_voucher funding_voucher_key UNIQUE NULLS NOT DISTINCT (source_id, direction, number, authorisation_id)
funding_voucher funding_voucher_number_check CHECK ((btrim(number) <> ''::text))
funding_voucher funding_voucher_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES funding_posting(id)
funding_voucher funding_voucher_source_id_fkey FOREIGN KEY (source_id) REFERENCES funding_source(id)
identity_organisation identity_organisation_credit_code_key UNIQUE (credit_code)
identity_organisation identity_organisation_pkey PRIMARY KEY (id)
identity_organisation identity_organisation_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
identity_region identity_region_code_check CHECK (((code ~ '^\d+$'::text) AND (length(code) = ANY (ARRAY[2, 4, 6, 9, 12]))))
identity_region identity_region_extent_check CHECK (((extent IS NULL) OR (array_length(extent, 1) = 4)))
identity_region identity_region_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES identity_region(code)
identity_region identity_region_parent_prefix CHECK (((parent_code IS NULL) OR starts_with(code, parent_code)))
identity_region identity_region_pkey PRIMARY KEY (code)
identity_session identity_session_pkey PRIMARY KEY (id)
identity_session identity_session_token_key UNIQUE (token_hash)
identity_session identity_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity_user(id)
identity_user identity_user_login_key UNIQUE (login)
identity_user identity_user_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity_organisation(id)
identity_user identity_user_pkey PRIMARY KEY (id)
identity_user identity_user_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
identity_user identity_user_roles_check CHECK ((array_length(roles, 1) > 0))
installation installation_pkey PRIMARY KEY (key)
job job_pkey PRIMARY KEY (id)
job job_progress_check CHECK (((progress >= 0) AND (progress <= 100)))
job job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
participation_access participation_access_code_key UNIQUE (code_mark)
participation_access participation_access_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_access participation_access_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_access participation_access_pkey PRIMARY KEY (id)
participation_answer participation_answer_channel_check CHECK ((channel = ANY (ARRAY['visit'::text, 'online'::text, 'paper'::text, 'import'::text])))
participation_answer participation_answer_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_answer participation_answer_key_key UNIQUE (survey_id, key)
participation_answer participation_answer_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_answer participation_answer_pkey PRIMARY KEY (id)
participation_answer participation_answer_survey_id_fkey FOREIGN KEY (survey_id) REFERENCES participation_survey(id)
participation_ballot participation_ballot_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'paper'::text, 'door'::text, 'meeting'::text, 'proxy'::text, 'representative'::text])))
participation_ballot participation_ballot_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES participation_entitlement(id)
participation_ballot participation_ballot_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
participation_ballot participation_ballot_key_key UNIQUE (vote_id, key, entitlement_id)
participation_ballot participation_ballot_pkey PRIMARY KEY (vote_id, seq)
participation_ballot participation_ballot_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES participation_proxy(id)
participation_ballot participation_ballot_receipt_key UNIQUE (receipt)
participation_ballot participation_ballot_verified_by_check CHECK ((verified_by = ANY (ARRAY['ledger'::text, 'oidc'::text, 'worker'::text, 'paper'::text])))
participation_ballot participation_ballot_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_ballot_import participation_ballot_import_channel_check CHECK ((channel = ANY (ARRAY['paper'::text, 'door'::text, 'meeting'::text])))
participation_ballot_import participation_ballot_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
participation_ballot_import participation_ballot_import_pkey PRIMARY KEY (id)
participation_ballot_import participation_ballot_import_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES participation_scan(file_id)
participation_ballot_import participation_ballot_import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'failed'::text, 'committing'::text, 'committed'::text])))
participation_ballot_import participation_ballot_import_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_body participation_body_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_body participation_body_kind_check CHECK ((kind = ANY (ARRAY['ownersAssembly'::text, 'ownersCommittee'::text, 'managementCommittee'::text, 'residentsMeeting'::text, 'partyBranch'::text])))
participation_body participation_body_pkey PRIMARY KEY (id)
participation_choice participation_choice_budget_fen_check CHECK ((budget_fen >= 0))
participation_choice participation_choice_completion_check CHECK ((completion = ANY (ARRAY['add-one'::text, 'none'::text, 'greedy'::text])))
participation_choice participation_choice_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_choice participation_choice_pkey PRIMARY KEY (id)
participation_choice participation_choice_rule_check CHECK ((rule = ANY (ARRAY['equal-shares'::text, 'greedy'::text])))
participation_choice participation_choice_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'cancelled'::text])))
participation_choice_ballot participation_choice_ballot_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'paper'::text, 'door'::text])))
participation_choice_ballot participation_choice_ballot_choice_id_fkey FOREIGN KEY (choice_id) REFERENCES participation_choice(id)
participation_choice_ballot participation_choice_ballot_key_key UNIQUE (choice_id, key)
participation_choice_ballot participation_choice_ballot_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_choice_ballot participation_choice_ballot_pkey PRIMARY KEY (id)
participation_correction participation_correction_change_check CHECK ((change = ANY (ARRAY['added'::text, 'removed'::text, 'changed'::text, 'nominated'::text])))
participation_correction participation_correction_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_correction participation_correction_pkey PRIMARY KEY (id)
participation_correction participation_correction_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_delivery participation_delivery_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES participation_entitlement(id)
participation_delivery participation_delivery_pkey PRIMARY KEY (id)
participation_delivery participation_delivery_status_check CHECK ((status = ANY (ARRAY['delivered'::text, 'absent'::text, 'refused'::text, 'undeliverable'::text, 'posted'::text])))
participation_delivery participation_delivery_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_entitlement participation_entitlement_area_cm2_check CHECK ((area_cm2 > 0))
participation_entitlement participation_entitlement_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES survey_owner(id)
participation_entitlement participation_entitlement_paper_number_key UNIQUE (vote_id, paper_number)
participation_entitlement participation_entitlement_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_entitlement participation_entitlement_part_key UNIQUE (vote_id, part_id)
participation_entitlement participation_entitlement_pkey PRIMARY KEY (id)
participation_entitlement participation_entitlement_pseudonym_key UNIQUE (vote_id, pseudonym)
participation_entitlement participation_entitlement_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_finding participation_finding_accept_paper_fkey FOREIGN KEY (accept_paper) REFERENCES stored_file(id)
participation_finding participation_finding_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_finding participation_finding_pkey PRIMARY KEY (id)
participation_finding participation_finding_severity_check CHECK ((severity = ANY (ARRAY['note'::text, 'defect'::text, 'danger'::text])))
participation_finding participation_finding_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES participation_visit(id)
participation_inspector participation_inspector_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_inspector participation_inspector_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_inspector participation_inspector_pkey PRIMARY KEY (id)
participation_matter participation_matter_class_check CHECK ((class = ANY (ARRAY['ordinary'::text, 'special'::text])))
participation_matter participation_matter_pkey PRIMARY KEY (vote_id, id)
participation_matter participation_matter_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_meeting participation_meeting_attended_check CHECK ((attended >= 0))
participation_meeting participation_meeting_body_id_fkey FOREIGN KEY (body_id) REFERENCES participation_body(id)
participation_meeting participation_meeting_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_meeting participation_meeting_invited_check CHECK ((invited >= 0))
participation_meeting participation_meeting_pkey PRIMARY KEY (id)
participation_meeting participation_meeting_step_check CHECK ((step = ANY (ARRAY['plan'::text, 'build'::text, 'manage'::text, 'review'::text, 'share'::text])))
participation_notice participation_notice_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_notice participation_notice_kind_check CHECK ((kind = ANY (ARRAY['scheme'::text, 'roll'::text, 'vote'::text, 'result'::text, 'choice'::text, 'other'::text])))
participation_notice participation_notice_pkey PRIMARY KEY (id)
participation_notice participation_notice_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'posted'::text, 'withdrawn'::text])))
participation_objection participation_objection_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES identity_user(id)
participation_objection participation_objection_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'paper'::text, 'door'::text, 'meeting'::text, 'hotline'::text])))
participation_objection participation_objection_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_objection participation_objection_key_key UNIQUE (estate_id, key)
participation_objection participation_objection_n_key UNIQUE (estate_id, n)
participation_objection participation_objection_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES participation_notice(id)
participation_objection participation_objection_number_key UNIQUE (number)
participation_objection participation_objection_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_objection participation_objection_pkey PRIMARY KEY (id)
participation_objection participation_objection_state_check CHECK ((state = ANY (ARRAY['open'::text, 'assigned'::text, 'answered'::text, 'withdrawn'::text])))
participation_proxy participation_proxy_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES participation_entitlement(id)
participation_proxy participation_proxy_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_proxy participation_proxy_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
participation_proxy participation_proxy_kind_check CHECK ((kind = ANY (ARRAY['proxy'::text, 'representative'::text])))
participation_proxy participation_proxy_pkey PRIMARY KEY (id)
participation_proxy participation_proxy_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_refusal participation_refusal_pkey PRIMARY KEY (id)
participation_scan participation_scan_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
participation_scan participation_scan_pkey PRIMARY KEY (file_id)
participation_scan participation_scan_vote_id_fkey FOREIGN KEY (vote_id) REFERENCES participation_vote(id)
participation_session participation_session_access_id_fkey FOREIGN KEY (access_id) REFERENCES participation_access(id)
participation_session participation_session_check CHECK (((owner_id IS NULL) = (verified_by IS NULL)))
participation_session participation_session_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_session participation_session_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES survey_owner(id)
participation_session participation_session_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
participation_session participation_session_pkey PRIMARY KEY (id)
participation_session participation_session_token_key UNIQUE (token_hash)
participation_session participation_session_verified_by_check CHECK ((verified_by = ANY (ARRAY['ledger'::text, 'oidc'::text, 'worker'::text])))
participation_step participation_step_pkey PRIMARY KEY (id)
participation_step participation_step_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['notice'::text, 'objection'::text, 'body'::text, 'meeting'::text, 'inspector'::text, 'visit'::text, 'finding'::text])))
participation_survey participation_survey_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_survey participation_survey_key_key UNIQUE (estate_id, key)
participation_survey participation_survey_pkey PRIMARY KEY (id)
participation_survey participation_survey_purpose_check CHECK ((purpose = ANY (ARRAY['renovate'::text, 'items'::text, 'contribution'::text, 'management'::text, 'before'::text, 'after'::text, 'own'::text])))
participation_survey participation_survey_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'cancelled'::text])))
participation_template participation_template_pkey PRIMARY KEY (id)
participation_template participation_template_purpose_check CHECK ((purpose = ANY (ARRAY['renovate'::text, 'items'::text, 'contribution'::text, 'management'::text, 'before'::text, 'after'::text, 'own'::text])))
participation_visit participation_visit_attended_check CHECK ((attended >= 0))
participation_visit participation_visit_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_visit participation_visit_kind_check CHECK ((kind = ANY (ARRAY['openDay'::text, 'siteVisit'::text])))
participation_visit participation_visit_pkey PRIMARY KEY (id)
participation_visit participation_visit_step_check CHECK ((step = ANY (ARRAY['plan'::text, 'build'::text, 'manage'::text, 'review'::text, 'share'::text])))
participation_vote participation_vote_bundle_file_fkey FOREIGN KEY (bundle_file) REFERENCES stored_file(id)
participation_vote participation_vote_check CHECK (((scope = 'estate'::text) OR (building IS NOT NULL)))
participation_vote participation_vote_check1 CHECK (((scope <> 'entrance'::text) OR (entrance IS NOT NULL)))
participation_vote participation_vote_convener_check CHECK ((convener = ANY (ARRAY['ownersAssembly'::text, 'residentsCommittee'::text, 'managementCommittee'::text, 'subdistrict'::text])))
participation_vote participation_vote_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
participation_vote participation_vote_number_key UNIQUE (number)
participation_vote participation_vote_pkey PRIMARY KEY (id)
participation_vote participation_vote_scope_check CHECK ((scope = ANY (ARRAY['estate'::text, 'building'::text, 'entrance'::text])))
participation_vote participation_vote_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'roll'::text, 'announced'::text, 'open'::text, 'closed'::text, 'posted'::text, 'cancelled'::text])))
plan_budget plan_budget_channel_check CHECK ((channel <> ''::text))
plan_budget plan_budget_classes_check CHECK ((array_length(classes, 1) > 0))
plan_budget plan_budget_pkey PRIMARY KEY (region_code, channel)
plan_budget plan_budget_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
plan_capacity plan_capacity_pkey PRIMARY KEY (region_code)
plan_capacity plan_capacity_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
plan_limit plan_limit_check CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
plan_limit plan_limit_kind_check CHECK ((kind = ANY (ARRAY['pin'::text, 'forbid'::text, 'done'::text])))
plan_limit plan_limit_pkey PRIMARY KEY (id)
plan_limit plan_limit_reason_check CHECK ((reason <> ''::text))
plan_limit plan_limit_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
plan_limit plan_limit_year_check CHECK (((year >= 1949) AND (year <= 2200)))
plan_run plan_run_check CHECK (((published_version IS NULL) = (published_at IS NULL)))
plan_run plan_run_number_key UNIQUE (number)
plan_run plan_run_pkey PRIMARY KEY (id)
plan_run plan_run_published_key UNIQUE (region_code, published_version)
plan_run plan_run_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
plan_run plan_run_status_check CHECK ((status = ANY (ARRAY['optimal'::text, 'feasible'::text, 'infeasible'::text])))
plan_run_estate plan_run_estate_eligible_check CHECK ((eligible = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
plan_run_estate plan_run_estate_pkey PRIMARY KEY (run_id, estate_id)
plan_run_estate plan_run_estate_run_id_fkey FOREIGN KEY (run_id) REFERENCES plan_run(id)
plan_run_estate plan_run_estate_target_check CHECK ((target = ANY (ARRAY['must'::text, 'aspire'::text])))
policy_decision policy_decision_follows_fkey FOREIGN KEY (follows) REFERENCES policy_decision(seq)
policy_decision policy_decision_follows_key UNIQUE NULLS NOT DISTINCT (region_code, parameter, follows)
policy_decision policy_decision_kind_check CHECK ((kind = ANY (ARRAY['confirm'::text, 'override'::text, 'revert'::text])))
policy_decision policy_decision_parameter_check CHECK ((parameter ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'::text))
policy_decision policy_decision_pkey PRIMARY KEY (seq)
policy_decision policy_decision_reason_check CHECK ((btrim(reason) <> ''::text))
policy_decision policy_decision_value_check CHECK (((kind = 'override'::text) = (value IS NOT NULL)))
projects_application projects_application_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
projects_application projects_application_estate_key UNIQUE (estate_id)
projects_application projects_application_opinion_check CHECK ((opinion = ANY (ARRAY['support'::text, 'oppose'::text])))
projects_application projects_application_pkey PRIMARY KEY (id)
projects_application projects_application_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'opined'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text])))
projects_application_step projects_application_step_application_id_fkey FOREIGN KEY (application_id) REFERENCES projects_application(id)
projects_application_step projects_application_step_opinion_check CHECK ((opinion = ANY (ARRAY['support'::text, 'oppose'::text])))
projects_application_step projects_application_step_pkey PRIMARY KEY (id)
projects_application_step projects_application_step_step_check CHECK ((step = ANY (ARRAY['apply'::text, 'opine'::text, 'accept'::text, 'return'::text, 'resubmit'::text, 'withdraw'::text, 'revoke'::text])))
projects_assessment projects_assessment_eligible_check CHECK ((eligible = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
projects_assessment projects_assessment_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
projects_assessment projects_assessment_pkey PRIMARY KEY (estate_id)
projects_assessment projects_assessment_score_check CHECK (((score >= 0) AND (score <= 10000)))
projects_assessment projects_assessment_target_check CHECK ((target = ANY (ARRAY['must'::text, 'aspire'::text])))
projects_dispute projects_dispute_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
projects_dispute projects_dispute_pkey PRIMARY KEY (id)
projects_dispute projects_dispute_reason_check CHECK ((btrim(reason) <> ''::text))
projects_dispute projects_dispute_state_check CHECK ((state = ANY (ARRAY['open'::text, 'released'::text])))
projects_project projects_project_approval_number_check CHECK ((btrim(approval_number) <> ''::text))
projects_project projects_project_code_key UNIQUE (code)
projects_project projects_project_estates_check CHECK ((estates > 0))
projects_project projects_project_implementing_body_check CHECK ((btrim(implementing_body) <> ''::text))
projects_project projects_project_name_check CHECK ((btrim(name) <> ''::text))
projects_project projects_project_pkey PRIMARY KEY (id)
projects_project projects_project_state_check CHECK ((state = ANY (ARRAY['approved'::text, 'cancelled'::text])))
projects_project_estate projects_project_estate_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
projects_project_estate projects_project_estate_pkey PRIMARY KEY (project_id, estate_id)
projects_project_estate projects_project_estate_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects_project(id)
scheme_estate scheme_estate_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
scheme_estate scheme_estate_pkey PRIMARY KEY (scheme_id, estate_id)
scheme_estate scheme_estate_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_file scheme_file_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
scheme_file scheme_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
scheme_file scheme_file_kind_check CHECK ((kind = ANY (ARRAY['drawing'::text, 'budget'::text, 'photo'::text, 'approval'::text, 'other'::text])))
scheme_file scheme_file_pkey PRIMARY KEY (id)
scheme_file scheme_file_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_file scheme_file_title_check CHECK ((btrim(title) <> ''::text))
scheme_investment scheme_investment_amount_fen_check CHECK ((amount_fen > 0))
scheme_investment scheme_investment_authority_check CHECK ((btrim(authority) <> ''::text))
scheme_investment scheme_investment_check CHECK (((kind <> 'excess'::text) OR (btrim(COALESCE(money_source, ''::text)) <> ''::text)))
scheme_investment scheme_investment_check1 CHECK (((state <> 'asked'::text) OR (decided_by_id IS NULL)))
scheme_investment scheme_investment_check2 CHECK (((state <> 'refused'::text) OR (decided_by_id IS NOT NULL)))
scheme_investment scheme_investment_check3 CHECK (((kind <> 'excess'::text) OR (state <> 'effective'::text) OR (decided_by_id IS NOT NULL)))
scheme_investment scheme_investment_document_number_check CHECK ((btrim(document_number) <> ''::text))
scheme_investment scheme_investment_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
scheme_investment scheme_investment_kind_check CHECK ((kind = ANY (ARRAY['estimate'::text, 'preliminaryBudget'::text, 'report'::text, 'excess'::text])))
scheme_investment scheme_investment_pkey PRIMARY KEY (id)
scheme_investment scheme_investment_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_investment scheme_investment_state_check CHECK ((state = ANY (ARRAY['effective'::text, 'asked'::text, 'refused'::text])))
scheme_investment scheme_investment_two_persons CHECK (((state <> 'effective'::text) OR (decided_by_id <> entered_by_id)))
scheme_line scheme_line_check CHECK ((amount_fen >= works_fen))
scheme_line scheme_line_class_check CHECK ((class = ANY (ARRAY['basic'::text, 'improvement'::text, 'enhancement'::text])))
scheme_line scheme_line_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
scheme_line scheme_line_pkey PRIMARY KEY (version_id, id)
scheme_line scheme_line_quantity_milli_check CHECK ((quantity_milli > 0))
scheme_line scheme_line_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_line scheme_line_unit_price_fen_check CHECK ((unit_price_fen >= 0))
scheme_line scheme_line_version_id_fkey FOREIGN KEY (version_id) REFERENCES scheme_version(id)
scheme_line scheme_line_works_fen_check CHECK ((works_fen >= 0))
scheme_opinion scheme_opinion_check CHECK (((stance IS NULL) = (given_at IS NULL)))
scheme_opinion scheme_opinion_check1 CHECK (((answer IS NULL) OR (stance = 'conditions'::text)))
scheme_opinion scheme_opinion_office_key UNIQUE (review_id, office)
scheme_opinion scheme_opinion_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity_organisation(id)
scheme_opinion scheme_opinion_pkey PRIMARY KEY (id)
scheme_opinion scheme_opinion_review_id_fkey FOREIGN KEY (review_id) REFERENCES scheme_review(id)
scheme_opinion scheme_opinion_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_opinion scheme_opinion_stance_check CHECK ((stance = ANY (ARRAY['agree'::text, 'conditions'::text, 'object'::text, 'none'::text])))
scheme_review scheme_review_pkey PRIMARY KEY (id)
scheme_review scheme_review_round_key UNIQUE (version_id, round)
scheme_review scheme_review_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_review scheme_review_state_check CHECK ((state = ANY (ARRAY['open'::text, 'passed'::text, 'returned'::text, 'cancelled'::text])))
scheme_review scheme_review_version_id_fkey FOREIGN KEY (version_id) REFERENCES scheme_version(id)
scheme_revision scheme_revision_pkey PRIMARY KEY (version_id, revision)
scheme_revision scheme_revision_version_id_fkey FOREIGN KEY (version_id) REFERENCES scheme_version(id)
scheme_scheme scheme_scheme_ceiling_fen_check CHECK ((ceiling_fen >= 0))
scheme_scheme scheme_scheme_pkey PRIMARY KEY (id)
scheme_scheme scheme_scheme_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects_project(id)
scheme_scheme scheme_scheme_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'posted'::text, 'approved'::text, 'cancelled'::text])))
scheme_scheme scheme_scheme_title_check CHECK ((btrim(title) <> ''::text))
scheme_variance scheme_variance_check CHECK (((state <> 'approved'::text) OR ((checked_at IS NOT NULL) AND (decided_by_id <> asked_by_id) AND (approvals <> '[]'::jsonb))))
scheme_variance scheme_variance_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
scheme_variance scheme_variance_indicator_check CHECK ((indicator = ANY (ARRAY['density'::text, 'floorAreaRatio'::text])))
scheme_variance scheme_variance_pkey PRIMARY KEY (id)
scheme_variance scheme_variance_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_variance scheme_variance_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
scheme_variation scheme_variation_after_fen_check CHECK ((after_fen >= 0))
scheme_variation scheme_variation_base_id_fkey FOREIGN KEY (base_id) REFERENCES scheme_version(id)
scheme_variation scheme_variation_check CHECK (((state <> 'approved'::text) OR (result_id IS NOT NULL)))
scheme_variation scheme_variation_kind_check CHECK ((kind = ANY (ARRAY['design'::text, 'quantity'::text, 'site'::text, 'price'::text, 'other'::text])))
scheme_variation scheme_variation_number_key UNIQUE (scheme_id, number)
scheme_variation scheme_variation_pkey PRIMARY KEY (id)
scheme_variation scheme_variation_reason_check CHECK ((btrim(reason) <> ''::text))
scheme_variation scheme_variation_result_id_fkey FOREIGN KEY (result_id) REFERENCES scheme_version(id)
scheme_variation scheme_variation_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_variation scheme_variation_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
scheme_variation scheme_variation_two_persons CHECK (((state <> 'approved'::text) OR (decided_by_id <> asked_by_id)))
scheme_version scheme_version_base_id_fkey FOREIGN KEY (base_id) REFERENCES scheme_version(id)
scheme_version scheme_version_ceiling_fen_check CHECK ((ceiling_fen >= 0))
scheme_version scheme_version_check CHECK ((total_fen = ((works_fen + other_fen) + contingency_fen)))
scheme_version scheme_version_check1 CHECK (((state <> 'approved'::text) OR ((hash IS NOT NULL) AND (approved_on IS NOT NULL))))
scheme_version scheme_version_check2 CHECK (((state <> ALL (ARRAY['submitted'::text, 'reviewed'::text, 'posted'::text, 'approved'::text])) OR (hash IS NOT NULL)))
scheme_version scheme_version_contingency_bp_check CHECK (((contingency_bp >= 0) AND (contingency_bp <= 10000)))
scheme_version scheme_version_contingency_fen_check CHECK ((contingency_fen >= 0))
scheme_version scheme_version_contingency_on_check CHECK ((contingency_on = ANY (ARRAY['works'::text, 'worksAndOther'::text])))
scheme_version scheme_version_number_check CHECK ((number > 0))
scheme_version scheme_version_number_key UNIQUE (scheme_id, number)
scheme_version scheme_version_origin_check CHECK ((origin = ANY (ARRAY['new'::text, 'reopened'::text, 'copied'::text, 'variation'::text])))
scheme_version scheme_version_other_bp_check CHECK (((other_bp >= 0) AND (other_bp <= 10000)))
scheme_version scheme_version_other_fen_check CHECK ((other_fen >= 0))
scheme_version scheme_version_pkey PRIMARY KEY (id)
scheme_version scheme_version_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme_scheme(id)
scheme_version scheme_version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'posted'::text, 'approved'::text, 'returned'::text, 'cancelled'::text])))
scheme_version scheme_version_title_check CHECK ((btrim(title) <> ''::text))
scheme_version scheme_version_works_fen_check CHECK ((works_fen >= 0))
stored_file stored_file_pkey PRIMARY KEY (id)
stored_file stored_file_size_bytes_check CHECK ((size_bytes >= 0))
survey_building survey_building_built_year_check CHECK (((built_year >= 1800) AND (built_year <= 2200)))
survey_building survey_building_elevators_check CHECK ((elevators >= 0))
survey_building survey_building_entrances_check CHECK ((entrances >= 0))
survey_building survey_building_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_building survey_building_floor_area_cm2_check CHECK ((floor_area_cm2 > 0))
survey_building survey_building_floors_check CHECK (((floors >= 0) AND (floors <= 200)))
survey_building survey_building_households_check CHECK ((households >= 0))
survey_building survey_building_name_check CHECK ((name <> ''::text))
survey_building survey_building_name_key UNIQUE (estate_id, name)
survey_building survey_building_pkey PRIMARY KEY (id)
survey_change survey_change_building_id_fkey FOREIGN KEY (building_id) REFERENCES survey_building(id)
survey_change survey_change_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_change survey_change_import_id_fkey FOREIGN KEY (import_id) REFERENCES survey_import(id)
survey_change survey_change_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
survey_change survey_change_pkey PRIMARY KEY (id)
survey_change survey_change_source_check CHECK ((source = ANY (ARRAY['create'::text, 'edit'::text, 'import'::text, 'merge'::text, 'archive'::text, 'undo'::text])))
survey_code survey_code_pkey PRIMARY KEY (prefix)
survey_estate survey_estate_agree_check CHECK ((agree >= 0))
survey_estate survey_estate_buildings_check CHECK ((buildings >= 0))
survey_estate survey_estate_built_year_check CHECK (((built_year >= 1800) AND (built_year <= 2200)))
survey_estate survey_estate_code_key UNIQUE (code)
survey_estate survey_estate_completeness_check CHECK (((completeness >= 0) AND (completeness <= 100)))
survey_estate survey_estate_drainage_check CHECK ((drainage = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_entrances_check CHECK ((entrances >= 0))
survey_estate survey_estate_floor_area_cm2_check CHECK ((floor_area_cm2 > 0))
survey_estate survey_estate_gas_check CHECK ((gas = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_heating_check CHECK ((heating = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_households_check CHECK ((households >= 0))
survey_estate survey_estate_land_check CHECK ((land = ANY (ARRAY['state'::text, 'collective'::text])))
survey_estate survey_estate_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)))
survey_estate survey_estate_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))
survey_estate survey_estate_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES survey_estate(id)
survey_estate survey_estate_name_check CHECK ((name <> ''::text))
survey_estate survey_estate_papers_check CHECK ((papers = ANY (ARRAY['complete'::text, 'partial'::text, 'missing'::text])))
survey_estate survey_estate_pay_check CHECK ((pay >= 0))
survey_estate survey_estate_pkey PRIMARY KEY (id)
survey_estate survey_estate_population_check CHECK ((population >= 0))
survey_estate survey_estate_power_check CHECK ((power = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_region_code_fkey FOREIGN KEY (region_code) REFERENCES identity_region(code)
survey_estate survey_estate_road_check CHECK ((road = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_roof_check CHECK ((roof = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_security_check CHECK ((security = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_estate survey_estate_water_check CHECK ((water = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text, 'missing'::text])))
survey_import survey_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
survey_import survey_import_pkey PRIMARY KEY (id)
survey_import survey_import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'failed'::text, 'committing'::text, 'committed'::text, 'undone'::text])))
survey_import_row survey_import_row_action_check CHECK ((action = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'refused'::text])))
survey_import_row survey_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES survey_import(id)
survey_import_row survey_import_row_kind_check CHECK ((kind = ANY (ARRAY['estate'::text, 'building'::text, 'household'::text])))
survey_import_row survey_import_row_pkey PRIMARY KEY (import_id, kind, seq)
survey_import_row survey_import_row_severity_check CHECK ((severity = ANY (ARRAY['corrected'::text, 'warning'::text, 'rejected'::text])))
survey_import_row survey_import_row_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'corrected'::text, 'rejected'::text])))
survey_mapping survey_mapping_pkey PRIMARY KEY (region_code, heading)
survey_occupant survey_occupant_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_occupant survey_occupant_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
survey_occupant survey_occupant_pkey PRIMARY KEY (id)
survey_occupant survey_occupant_relation_check CHECK ((relation = ANY (ARRAY['owner'::text, 'family'::text, 'tenant'::text, 'other'::text])))
survey_owner survey_owner_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_owner survey_owner_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text])))
survey_owner survey_owner_pkey PRIMARY KEY (id)
survey_ownership survey_ownership_nomination_file_fkey FOREIGN KEY (nomination_file) REFERENCES stored_file(id)
survey_ownership survey_ownership_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES survey_owner(id)
survey_ownership survey_ownership_part_id_fkey FOREIGN KEY (part_id) REFERENCES survey_part(id)
survey_ownership survey_ownership_pkey PRIMARY KEY (part_id, owner_id)
survey_part survey_part_area_cm2_check CHECK ((area_cm2 > 0))
survey_part survey_part_area_source_check CHECK ((area_source = ANY (ARRAY['register'::text, 'surveyed'::text, 'contract'::text, 'stated'::text])))
survey_part survey_part_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_part survey_part_floor_check CHECK (((floor >= '-10'::integer) AND (floor <= 200)))
survey_part survey_part_kind_check CHECK ((kind = ANY (ARRAY['dwelling'::text, 'shop'::text, 'garage'::text, 'storage'::text, 'office'::text, 'other'::text])))
survey_part survey_part_pkey PRIMARY KEY (id)
survey_part survey_part_place_key UNIQUE (estate_id, building, entrance, room, kind)
survey_part survey_part_room_check CHECK ((room <> ''::text))
survey_raw_row survey_raw_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES survey_import(id)
survey_raw_row survey_raw_row_pkey PRIMARY KEY (import_id, sheet, "row")
survey_roll_import survey_roll_import_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_roll_import survey_roll_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
survey_roll_import survey_roll_import_pkey PRIMARY KEY (id)
survey_roll_import survey_roll_import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'failed'::text, 'committing'::text, 'committed'::text, 'undone'::text])))
survey_roll_row survey_roll_row_action_check CHECK ((action = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'refused'::text])))
survey_roll_row survey_roll_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES survey_roll_import(id)
survey_roll_row survey_roll_row_pkey PRIMARY KEY (import_id, seq)
survey_roll_row survey_roll_row_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'corrected'::text, 'rejected'::text])))
survey_wish survey_wish_area_cm2_check CHECK ((area_cm2 > 0))
survey_wish survey_wish_estate_id_fkey FOREIGN KEY (estate_id) REFERENCES survey_estate(id)
survey_wish survey_wish_pay_fen_check CHECK ((pay_fen >= 0))
survey_wish survey_wish_pkey PRIMARY KEY (id)
survey_wish survey_wish_place_key UNIQUE (estate_id, building, entrance, room)

-- indexes
CREATE UNIQUE INDEX audit_anchor_pkey ON public.audit_anchor USING btree (seq)
CREATE UNIQUE INDEX audit_head_pkey ON public.audit_head USING btree (stream)
CREATE INDEX audit_line_actor_idx ON public.audit_line USING btree (actor_id, id DESC)
CREATE INDEX audit_line_at_idx ON public.audit_line USING btree (at DESC, id DESC)
CREATE UNIQUE INDEX audit_line_pkey ON public.audit_line USING btree (id)
CREATE INDEX audit_line_region_idx ON public.audit_line USING btree (region_code, id DESC)
CREATE UNIQUE INDEX audit_line_stream_seq_key ON public.audit_line USING btree (stream, seq)
CREATE INDEX audit_line_subject_idx ON public.audit_line USING btree (subject_kind, subject_id, id DESC)
CREATE UNIQUE INDEX funding_account_pkey ON public.funding_account USING btree (id)
CREATE UNIQUE INDEX funding_account_title_key ON public.funding_account USING btree (region_code, title)
CREATE INDEX funding_alarm_dismissal_idx ON public.funding_alarm_dismissal USING btree (alarm, at DESC)
CREATE UNIQUE INDEX funding_alarm_dismissal_pkey ON public.funding_alarm_dismissal USING btree (id)
CREATE UNIQUE INDEX funding_allocation_code_key ON public.funding_allocation USING btree (code)
CREATE UNIQUE INDEX funding_allocation_line_pkey ON public.funding_allocation_line USING btree (allocation_id, source_id, project_id, estate_id, item)
CREATE UNIQUE INDEX funding_allocation_need_pkey ON public.funding_allocation_need USING btree (allocation_id, project_id, estate_id, item)
CREATE UNIQUE INDEX funding_allocation_pkey ON public.funding_allocation USING btree (id)
CREATE INDEX funding_allocation_recent_idx ON public.funding_allocation USING btree (created_at DESC, id)
CREATE UNIQUE INDEX funding_allocation_source_pkey ON public.funding_allocation_source USING btree (allocation_id, source_id)
CREATE INDEX funding_authorisation_contract_idx ON public.funding_authorisation USING btree (contract_id, at)
CREATE UNIQUE INDEX funding_authorisation_line_pkey ON public.funding_authorisation_line USING btree (authorisation_id, "position")
CREATE INDEX funding_authorisation_line_source_idx ON public.funding_authorisation_line USING btree (source_id)
CREATE INDEX funding_authorisation_open_idx ON public.funding_authorisation USING btree (booked_on) WHERE ((paid_fen < amount_fen) AND (reversed_at IS NULL))
CREATE UNIQUE INDEX funding_authorisation_payment_key ON public.funding_authorisation USING btree (payment_id) WHERE (reversed_at IS NULL)
CREATE UNIQUE INDEX funding_authorisation_pkey ON public.funding_authorisation USING btree (id)
CREATE INDEX funding_balance_contract_idx ON public.funding_balance USING btree (contract_id, account) WHERE (contract_id IS NOT NULL)
CREATE INDEX funding_balance_estate_idx ON public.funding_balance USING btree (estate_id, account) WHERE (estate_id IS NOT NULL)
CREATE UNIQUE INDEX funding_balance_pkey ON public.funding_balance USING btree (cell_id, account)
CREATE INDEX funding_balance_source_idx ON public.funding_balance USING btree (source_id, account)
CREATE INDEX funding_basis_collection_idx ON public.funding_basis USING btree (collection_id)
CREATE UNIQUE INDEX funding_basis_id_collection_id_key ON public.funding_basis USING btree (id, collection_id)
CREATE UNIQUE INDEX funding_basis_pkey ON public.funding_basis USING btree (id)
CREATE INDEX funding_bill_estate_idx ON public.funding_bill USING btree (estate_id) WHERE (due_fen IS NOT NULL)
CREATE UNIQUE INDEX funding_bill_number_key ON public.funding_bill USING btree (number)
CREATE INDEX funding_bill_part_idx ON public.funding_bill USING btree (part_id)
CREATE UNIQUE INDEX funding_bill_part_key ON public.funding_bill USING btree (collection_id, part_id)
CREATE UNIQUE INDEX funding_bill_pkey ON public.funding_bill USING btree (id)
CREATE INDEX funding_bill_place_idx ON public.funding_bill USING btree (collection_id, "position")
CREATE UNIQUE INDEX funding_case_pkey ON public.funding_case USING btree (id)
CREATE INDEX funding_case_source_idx ON public.funding_case USING btree (source_id)
CREATE INDEX funding_case_state_idx ON public.funding_case USING btree (state, found_at DESC)
CREATE INDEX funding_cell_contract_idx ON public.funding_cell USING btree (contract_id) WHERE (contract_id IS NOT NULL)
CREATE INDEX funding_cell_estate_idx ON public.funding_cell USING btree (estate_id)
CREATE UNIQUE INDEX funding_cell_key ON public.funding_cell USING btree (source_id, project_id, estate_id, item, contract_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX funding_cell_pkey ON public.funding_cell USING btree (id)
CREATE INDEX funding_collection_estate_idx ON public.funding_collection USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX funding_collection_key_key ON public.funding_collection USING btree (estate_id, key)
CREATE UNIQUE INDEX funding_collection_number_key ON public.funding_collection USING btree (number)
CREATE UNIQUE INDEX funding_collection_pkey ON public.funding_collection USING btree (id)
CREATE INDEX funding_collection_region_idx ON public.funding_collection USING btree (region_code, created_at DESC)
CREATE INDEX funding_contract_change_idx ON public.funding_contract_change USING btree (contract_id, at)
CREATE UNIQUE INDEX funding_contract_change_pkey ON public.funding_contract_change USING btree (id)
CREATE INDEX funding_contract_line_estate_idx ON public.funding_contract_line USING btree (estate_id, item)
CREATE UNIQUE INDEX funding_contract_line_pkey ON public.funding_contract_line USING btree (contract_id, line_id)
CREATE UNIQUE INDEX funding_contract_number_key ON public.funding_contract USING btree (project_id, number)
CREATE INDEX funding_contract_organisation_idx ON public.funding_contract USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)
CREATE UNIQUE INDEX funding_contract_pkey ON public.funding_contract USING btree (id)
CREATE INDEX funding_contract_project_idx ON public.funding_contract USING btree (project_id)
CREATE UNIQUE INDEX funding_contract_terms_pkey ON public.funding_contract_terms USING btree (contract_id)
CREATE INDEX funding_contract_terms_supervisor_idx ON public.funding_contract_terms USING btree (supervisor_id) WHERE (supervisor_id IS NOT NULL)
CREATE INDEX funding_contract_terms_supplier_idx ON public.funding_contract_terms USING btree (supplier_id)
CREATE UNIQUE INDEX funding_counter_pkey ON public.funding_counter USING btree (kind, region_code, year)
CREATE INDEX funding_drawdown_estate_idx ON public.funding_drawdown USING btree (estate_id, proposed_at DESC)
CREATE UNIQUE INDEX funding_drawdown_key_key ON public.funding_drawdown USING btree (estate_id, key)
CREATE UNIQUE INDEX funding_drawdown_number_key ON public.funding_drawdown USING btree (number)
CREATE UNIQUE INDEX funding_drawdown_part_pkey ON public.funding_drawdown_part USING btree (drawdown_id, part_id)
CREATE UNIQUE INDEX funding_drawdown_pkey ON public.funding_drawdown USING btree (id)
CREATE INDEX funding_entry_account_idx ON public.funding_entry USING btree (source_id, account, booked_on, id)
CREATE INDEX funding_entry_cell_idx ON public.funding_entry USING btree (cell_id, id)
CREATE UNIQUE INDEX funding_entry_pkey ON public.funding_entry USING btree (id)
CREATE INDEX funding_entry_posting_idx ON public.funding_entry USING btree (posting_id)
CREATE INDEX funding_entry_source_idx ON public.funding_entry USING btree (source_id, booked_on, id)
CREATE INDEX funding_estimate_book_idx ON public.funding_estimate USING btree (book_hash, region_code)
CREATE UNIQUE INDEX funding_estimate_pkey ON public.funding_estimate USING btree (estate_id, book_hash)
CREATE UNIQUE INDEX funding_finance_import_file_key ON public.funding_finance_import USING btree ("left"(region_code, 6), kind, file_hash) WHERE (state = ANY (ARRAY['committing'::text, 'committed'::text]))
CREATE UNIQUE INDEX funding_finance_import_pkey ON public.funding_finance_import USING btree (id)
CREATE INDEX funding_finance_import_recent_idx ON public.funding_finance_import USING btree (kind, created_at DESC, id)
CREATE INDEX funding_fund_balance_estate_idx ON public.funding_fund_balance USING btree (estate_id)
CREATE UNIQUE INDEX funding_fund_balance_pkey ON public.funding_fund_balance USING btree (part_id)
CREATE UNIQUE INDEX funding_gate_living_key ON public.funding_gate USING btree (project_id, gate, contract_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL)
CREATE UNIQUE INDEX funding_gate_pkey ON public.funding_gate USING btree (id)
CREATE INDEX funding_indicator_import_idx ON public.funding_indicator USING btree (import_id)
CREATE UNIQUE INDEX funding_indicator_line_key ON public.funding_indicator USING btree (document_number, region_code, sub_channel, budget_year, md5(purpose)) WHERE (undone_at IS NULL)
CREATE UNIQUE INDEX funding_indicator_pkey ON public.funding_indicator USING btree (id)
CREATE INDEX funding_indicator_source_idx ON public.funding_indicator USING btree (source_id)
CREATE INDEX funding_item_estate_idx ON public.funding_item USING btree (estate_id, item)
CREATE UNIQUE INDEX funding_item_pkey ON public.funding_item USING btree (project_id, estate_id, item)
CREATE INDEX funding_measurement_contract_idx ON public.funding_measurement USING btree (contract_id, at)
CREATE UNIQUE INDEX funding_measurement_line_pkey ON public.funding_measurement_line USING btree (measurement_id, "position")
CREATE UNIQUE INDEX funding_measurement_pkey ON public.funding_measurement USING btree (id)
CREATE INDEX funding_month_idx ON public.funding_month USING btree (month)
CREATE UNIQUE INDEX funding_month_pkey ON public.funding_month USING btree (source_id, account, month)
CREATE UNIQUE INDEX funding_network_fact_pkey ON public.funding_network_fact USING btree (estate_id, item)
CREATE INDEX funding_package_edited_idx ON public.funding_package USING btree (edited_at DESC, id)
CREATE UNIQUE INDEX funding_package_pkey ON public.funding_package USING btree (id)
CREATE UNIQUE INDEX funding_package_version_pkey ON public.funding_package_version USING btree (package_id, version)
CREATE INDEX funding_payment_contract_idx ON public.funding_payment USING btree (contract_id, created_at)
CREATE UNIQUE INDEX funding_payment_counter_pkey ON public.funding_payment_counter USING btree (district, year)
CREATE UNIQUE INDEX funding_payment_hand_pkey ON public.funding_payment_hand USING btree (payment_id, actor_id)
CREATE UNIQUE INDEX funding_payment_hand_seat_key ON public.funding_payment_hand USING btree (payment_id, actor_id, seat)
CREATE UNIQUE INDEX funding_payment_line_key ON public.funding_payment_line USING btree (payment_id, estate_id, item, source_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX funding_payment_line_pkey ON public.funding_payment_line USING btree (payment_id, "position")
CREATE UNIQUE INDEX funding_payment_number_key ON public.funding_payment USING btree (number)
CREATE UNIQUE INDEX funding_payment_paper_pkey ON public.funding_payment_paper USING btree (payment_id, paper, file_id)
CREATE UNIQUE INDEX funding_payment_pkey ON public.funding_payment USING btree (id)
CREATE INDEX funding_payment_region_idx ON public.funding_payment USING btree (region_code, created_at DESC)
CREATE INDEX funding_payment_state_idx ON public.funding_payment USING btree (state, due_on)
CREATE INDEX funding_payment_step_idx ON public.funding_payment_step USING btree (payment_id, id)
CREATE UNIQUE INDEX funding_payment_step_pkey ON public.funding_payment_step USING btree (id)
CREATE UNIQUE INDEX funding_period_pkey ON public.funding_period USING btree (region_code, month)
CREATE INDEX funding_posting_allocation_idx ON public.funding_posting USING btree (allocation_id) WHERE (allocation_id IS NOT NULL)
CREATE INDEX funding_posting_contract_idx ON public.funding_posting USING btree (contract_id, id) WHERE (contract_id IS NOT NULL)
CREATE INDEX funding_posting_day_idx ON public.funding_posting USING btree (booked_on DESC, id DESC)
CREATE UNIQUE INDEX funding_posting_pkey ON public.funding_posting USING btree (id)
CREATE INDEX funding_posting_region_idx ON public.funding_posting USING btree (region_code, booked_on DESC, id DESC)
CREATE UNIQUE INDEX funding_posting_reversed_once ON public.funding_posting USING btree (reverses_id)
CREATE INDEX funding_receipt_bill_idx ON public.funding_receipt USING btree (bill_id)
CREATE INDEX funding_receipt_collection_idx ON public.funding_receipt USING btree (collection_id, number)
CREATE UNIQUE INDEX funding_receipt_key_key ON public.funding_receipt USING btree (bill_id, key)
CREATE INDEX funding_receipt_line_idx ON public.funding_receipt USING btree (line_id) WHERE (line_id IS NOT NULL)
CREATE UNIQUE INDEX funding_receipt_number_key ON public.funding_receipt USING btree (number)
CREATE UNIQUE INDEX funding_receipt_pkey ON public.funding_receipt USING btree (id)
CREATE UNIQUE INDEX funding_reconciliation_month_key ON public.funding_reconciliation USING btree (account_id, month)
CREATE UNIQUE INDEX funding_reconciliation_note_pkey ON public.funding_reconciliation_note USING btree (reconciliation_id, side, ref)
CREATE UNIQUE INDEX funding_reconciliation_pkey ON public.funding_reconciliation USING btree (id)
CREATE INDEX funding_refund_bill_idx ON public.funding_refund USING btree (bill_id)
CREATE INDEX funding_refund_open_idx ON public.funding_refund USING btree (collection_id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]))
CREATE UNIQUE INDEX funding_refund_pkey ON public.funding_refund USING btree (id)
CREATE INDEX funding_relief_bill_idx ON public.funding_relief USING btree (bill_id)
CREATE INDEX funding_relief_open_idx ON public.funding_relief USING btree (collection_id) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX funding_relief_pkey ON public.funding_relief USING btree (id)
CREATE INDEX funding_reminder_bill_idx ON public.funding_reminder USING btree (bill_id)
CREATE INDEX funding_reminder_collection_idx ON public.funding_reminder USING btree (collection_id, created_at DESC)
CREATE UNIQUE INDEX funding_reminder_once ON public.funding_reminder USING btree (batch_id, bill_id)
CREATE UNIQUE INDEX funding_reminder_pkey ON public.funding_reminder USING btree (id)
CREATE INDEX funding_rule_set_force_idx ON public.funding_rule_set USING btree (region_code, from_day DESC) WHERE (state = 'inForce'::text)
CREATE UNIQUE INDEX funding_rule_set_number_key ON public.funding_rule_set USING btree (region_code, number)
CREATE UNIQUE INDEX funding_rule_set_pkey ON public.funding_rule_set USING btree (id)
CREATE UNIQUE INDEX funding_source_act_pkey ON public.funding_source_act USING btree (id)
CREATE INDEX funding_source_act_source_idx ON public.funding_source_act USING btree (source_id, at DESC)
CREATE INDEX funding_source_document_idx ON public.funding_source USING btree (document_number)
CREATE UNIQUE INDEX funding_source_pkey ON public.funding_source USING btree (id)
CREATE INDEX funding_source_region_idx ON public.funding_source USING btree (region_code, budget_year DESC, id)
CREATE INDEX funding_statement_estate_idx ON public.funding_statement USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX funding_statement_line_mark_key ON public.funding_statement_line USING btree (estate_id, mark) WHERE (state = ANY (ARRAY['posted'::text, 'ignored'::text]))
CREATE UNIQUE INDEX funding_statement_line_pkey ON public.funding_statement_line USING btree (id)
CREATE INDEX funding_statement_line_seq_idx ON public.funding_statement_line USING btree (statement_id, seq)
CREATE UNIQUE INDEX funding_statement_pkey ON public.funding_statement USING btree (id)
CREATE UNIQUE INDEX funding_total_pkey ON public.funding_total USING btree (source_id, account)
CREATE UNIQUE INDEX funding_treasury_statement_line_pkey ON public.funding_treasury_statement_line USING btree (id)
CREATE UNIQUE INDEX funding_treasury_statement_line_posting_key ON public.funding_treasury_statement_line USING btree (posting_id, amount_fen) WHERE (posting_id IS NOT NULL)
CREATE INDEX funding_treasury_statement_line_reconciliation_idx ON public.funding_treasury_statement_line USING btree (reconciliation_id, "position")
CREATE INDEX funding_treasury_voucher_import_idx ON public.funding_treasury_voucher USING btree (import_id)
CREATE UNIQUE INDEX funding_treasury_voucher_number_key ON public.funding_treasury_voucher USING btree ("left"(region_code, 6), kind, number) WHERE (state <> 'undone'::text)
CREATE UNIQUE INDEX funding_treasury_voucher_pkey ON public.funding_treasury_voucher USING btree (id)
CREATE INDEX funding_treasury_voucher_posting_idx ON public.funding_treasury_voucher USING btree (posting_id) WHERE (posting_id IS NOT NULL)
CREATE INDEX funding_treasury_voucher_state_idx ON public.funding_treasury_voucher USING btree (state, day DESC, id)
CREATE UNIQUE INDEX funding_voucher_key ON public.funding_voucher USING btree (source_id, direction, number, authorisation_id) NULLS NOT DISTINCT
CREATE INDEX funding_voucher_posting_idx ON public.funding_voucher USING btree (posting_id)
CREATE UNIQUE INDEX identity_organisation_credit_code_key ON public.identity_organisation USING btree (credit_code)
CREATE UNIQUE INDEX identity_organisation_pkey ON public.identity_organisation USING btree (id)
CREATE INDEX identity_organisation_region_idx ON public.identity_organisation USING btree (region_code, kind, name)
CREATE UNIQUE INDEX identity_region_pkey ON public.identity_region USING btree (code)
CREATE UNIQUE INDEX identity_session_pkey ON public.identity_session USING btree (id)
CREATE UNIQUE INDEX identity_session_token_key ON public.identity_session USING btree (token_hash)
CREATE INDEX identity_session_user_idx ON public.identity_session USING btree (user_id, created_at DESC)
CREATE UNIQUE INDEX identity_user_login_key ON public.identity_user USING btree (login)
CREATE UNIQUE INDEX identity_user_pkey ON public.identity_user USING btree (id)
CREATE INDEX identity_user_region_idx ON public.identity_user USING btree (region_code, name)
CREATE UNIQUE INDEX installation_pkey ON public.installation USING btree (key)
CREATE UNIQUE INDEX job_pkey ON public.job USING btree (id)
CREATE INDEX job_queue_idx ON public.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
CREATE INDEX job_recent_idx ON public.job USING btree (region_code, created_at DESC)
CREATE UNIQUE INDEX participation_access_code_key ON public.participation_access USING btree (code_mark)
CREATE INDEX participation_access_estate_idx ON public.participation_access USING btree (estate_id)
CREATE UNIQUE INDEX participation_access_live_key ON public.participation_access USING btree (part_id) WHERE (revoked_at IS NULL)
CREATE UNIQUE INDEX participation_access_pkey ON public.participation_access USING btree (id)
CREATE INDEX participation_answer_door_idx ON public.participation_answer USING btree (survey_id, door, at DESC)
CREATE UNIQUE INDEX participation_answer_key_key ON public.participation_answer USING btree (survey_id, key)
CREATE UNIQUE INDEX participation_answer_live_key ON public.participation_answer USING btree (survey_id, door) WHERE (replaced_at IS NULL)
CREATE UNIQUE INDEX participation_answer_pkey ON public.participation_answer USING btree (id)
CREATE INDEX participation_ballot_entitlement_idx ON public.participation_ballot USING btree (vote_id, entitlement_id, seq DESC)
CREATE UNIQUE INDEX participation_ballot_import_pkey ON public.participation_ballot_import USING btree (id)
CREATE INDEX participation_ballot_import_recent_idx ON public.participation_ballot_import USING btree (vote_id, created_at DESC)
CREATE UNIQUE INDEX participation_ballot_key_key ON public.participation_ballot USING btree (vote_id, key, entitlement_id)
CREATE UNIQUE INDEX participation_ballot_pkey ON public.participation_ballot USING btree (vote_id, seq)
CREATE UNIQUE INDEX participation_ballot_receipt_key ON public.participation_ballot USING btree (receipt)
CREATE INDEX participation_body_estate_idx ON public.participation_body USING btree (estate_id)
CREATE UNIQUE INDEX participation_body_pkey ON public.participation_body USING btree (id)
CREATE UNIQUE INDEX participation_choice_ballot_key_key ON public.participation_choice_ballot USING btree (choice_id, key)
CREATE UNIQUE INDEX participation_choice_ballot_live_key ON public.participation_choice_ballot USING btree (choice_id, part_id) WHERE (replaced_at IS NULL)
CREATE UNIQUE INDEX participation_choice_ballot_pkey ON public.participation_choice_ballot USING btree (id)
CREATE INDEX participation_choice_estate_idx ON public.participation_choice USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX participation_choice_pkey ON public.participation_choice USING btree (id)
CREATE UNIQUE INDEX participation_correction_pkey ON public.participation_correction USING btree (id)
CREATE INDEX participation_correction_vote_idx ON public.participation_correction USING btree (vote_id, roll_version DESC)
CREATE INDEX participation_delivery_entitlement_idx ON public.participation_delivery USING btree (entitlement_id, id DESC)
CREATE UNIQUE INDEX participation_delivery_pkey ON public.participation_delivery USING btree (id)
CREATE INDEX participation_delivery_vote_idx ON public.participation_delivery USING btree (vote_id)
CREATE INDEX participation_entitlement_owner_idx ON public.participation_entitlement USING btree (vote_id, owner_id)
CREATE UNIQUE INDEX participation_entitlement_paper_number_key ON public.participation_entitlement USING btree (vote_id, paper_number)
CREATE UNIQUE INDEX participation_entitlement_part_key ON public.participation_entitlement USING btree (vote_id, part_id)
CREATE UNIQUE INDEX participation_entitlement_pkey ON public.participation_entitlement USING btree (id)
CREATE UNIQUE INDEX participation_entitlement_pseudonym_key ON public.participation_entitlement USING btree (vote_id, pseudonym)
CREATE INDEX participation_finding_estate_idx ON public.participation_finding USING btree (estate_id)
CREATE UNIQUE INDEX participation_finding_pkey ON public.participation_finding USING btree (id)
CREATE INDEX participation_inspector_estate_idx ON public.participation_inspector USING btree (estate_id)
CREATE UNIQUE INDEX participation_inspector_pkey ON public.participation_inspector USING btree (id)
CREATE UNIQUE INDEX participation_matter_pkey ON public.participation_matter USING btree (vote_id, id)
CREATE INDEX participation_meeting_estate_idx ON public.participation_meeting USING btree (estate_id, held_on DESC)
CREATE UNIQUE INDEX participation_meeting_pkey ON public.participation_meeting USING btree (id)
CREATE INDEX participation_notice_estate_idx ON public.participation_notice USING btree (estate_id, posted_on DESC)
CREATE UNIQUE INDEX participation_notice_pkey ON public.participation_notice USING btree (id)
CREATE INDEX participation_objection_disputed_idx ON public.participation_objection USING btree (estate_id) WHERE disputed
CREATE INDEX participation_objection_due_idx ON public.participation_objection USING btree (due_on) WHERE (state = ANY (ARRAY['open'::text, 'assigned'::text]))
CREATE INDEX participation_objection_estate_idx ON public.participation_objection USING btree (estate_id, at DESC)
CREATE UNIQUE INDEX participation_objection_key_key ON public.participation_objection USING btree (estate_id, key)
CREATE UNIQUE INDEX participation_objection_n_key ON public.participation_objection USING btree (estate_id, n)
CREATE UNIQUE INDEX participation_objection_number_key ON public.participation_objection USING btree (number)
CREATE UNIQUE INDEX participation_objection_pkey ON public.participation_objection USING btree (id)
CREATE UNIQUE INDEX participation_proxy_pkey ON public.participation_proxy USING btree (id)
CREATE INDEX participation_proxy_vote_idx ON public.participation_proxy USING btree (vote_id)
CREATE INDEX participation_refusal_address_idx ON public.participation_refusal USING btree (address_mark, kind, at DESC)
CREATE INDEX participation_refusal_at_idx ON public.participation_refusal USING btree (at DESC)
CREATE INDEX participation_refusal_kind_idx ON public.participation_refusal USING btree (kind, at DESC)
CREATE UNIQUE INDEX participation_refusal_pkey ON public.participation_refusal USING btree (id)
CREATE INDEX participation_refusal_subject_idx ON public.participation_refusal USING btree (subject_id, kind, at DESC) WHERE (subject_id IS NOT NULL)
CREATE UNIQUE INDEX participation_scan_pkey ON public.participation_scan USING btree (file_id)
CREATE INDEX participation_scan_vote_idx ON public.participation_scan USING btree (vote_id)
CREATE INDEX participation_session_access_idx ON public.participation_session USING btree (access_id) WHERE (access_id IS NOT NULL)
CREATE INDEX participation_session_part_idx ON public.participation_session USING btree (part_id)
CREATE UNIQUE INDEX participation_session_pkey ON public.participation_session USING btree (id)
CREATE UNIQUE INDEX participation_session_token_key ON public.participation_session USING btree (token_hash)
CREATE UNIQUE INDEX participation_step_pkey ON public.participation_step USING btree (id)
CREATE INDEX participation_step_subject_idx ON public.participation_step USING btree (subject_id, at)
CREATE INDEX participation_survey_estate_idx ON public.participation_survey USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX participation_survey_key_key ON public.participation_survey USING btree (estate_id, key)
CREATE UNIQUE INDEX participation_survey_pkey ON public.participation_survey USING btree (id)
CREATE INDEX participation_survey_region_idx ON public.participation_survey USING btree (region_code, created_at DESC)
CREATE UNIQUE INDEX participation_template_pkey ON public.participation_template USING btree (id)
CREATE INDEX participation_visit_estate_idx ON public.participation_visit USING btree (estate_id, planned_on DESC)
CREATE UNIQUE INDEX participation_visit_pkey ON public.participation_visit USING btree (id)
CREATE INDEX participation_vote_closing_idx ON public.participation_vote USING btree (closes_at) WHERE (state = 'open'::text)
CREATE INDEX participation_vote_estate_idx ON public.participation_vote USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX participation_vote_number_key ON public.participation_vote USING btree (number)
CREATE UNIQUE INDEX participation_vote_pkey ON public.participation_vote USING btree (id)
CREATE UNIQUE INDEX plan_budget_pkey ON public.plan_budget USING btree (region_code, channel)
CREATE UNIQUE INDEX plan_capacity_pkey ON public.plan_capacity USING btree (region_code)
CREATE UNIQUE INDEX plan_limit_fixed_key ON public.plan_limit USING btree (estate_id) WHERE ((kind = ANY (ARRAY['pin'::text, 'done'::text])) AND (withdrawn_at IS NULL))
CREATE UNIQUE INDEX plan_limit_forbid_key ON public.plan_limit USING btree (estate_id, year) WHERE ((kind = 'forbid'::text) AND (withdrawn_at IS NULL))
CREATE UNIQUE INDEX plan_limit_pkey ON public.plan_limit USING btree (id)
CREATE INDEX plan_limit_region_idx ON public.plan_limit USING btree (region_code, created_at DESC)
CREATE UNIQUE INDEX plan_run_estate_pkey ON public.plan_run_estate USING btree (run_id, estate_id)
CREATE INDEX plan_run_estate_region_idx ON public.plan_run_estate USING btree (run_id, region_code)
CREATE UNIQUE INDEX plan_run_number_key ON public.plan_run USING btree (number)
CREATE UNIQUE INDEX plan_run_pkey ON public.plan_run USING btree (id)
CREATE UNIQUE INDEX plan_run_published_key ON public.plan_run USING btree (region_code, published_version)
CREATE INDEX plan_run_region_idx ON public.plan_run USING btree (region_code, number DESC)
CREATE UNIQUE INDEX policy_decision_follows_key ON public.policy_decision USING btree (region_code, parameter, follows) NULLS NOT DISTINCT
CREATE UNIQUE INDEX policy_decision_pkey ON public.policy_decision USING btree (seq)
CREATE UNIQUE INDEX projects_application_estate_key ON public.projects_application USING btree (estate_id)
CREATE UNIQUE INDEX projects_application_pkey ON public.projects_application USING btree (id)
CREATE INDEX projects_application_state_idx ON public.projects_application USING btree (state, updated_at DESC)
CREATE INDEX projects_application_step_idx ON public.projects_application_step USING btree (application_id, id)
CREATE UNIQUE INDEX projects_application_step_pkey ON public.projects_application_step USING btree (id)
CREATE UNIQUE INDEX projects_assessment_pkey ON public.projects_assessment USING btree (estate_id)
CREATE INDEX projects_assessment_region_idx ON public.projects_assessment USING btree (region_code, score DESC, estate_id)
CREATE INDEX projects_assessment_score_idx ON public.projects_assessment USING btree (score DESC, estate_id)
CREATE INDEX projects_dispute_estate_idx ON public.projects_dispute USING btree (estate_id, opened_at DESC)
CREATE UNIQUE INDEX projects_dispute_open_key ON public.projects_dispute USING btree (estate_id) WHERE (state = 'open'::text)
CREATE UNIQUE INDEX projects_dispute_pkey ON public.projects_dispute USING btree (id)
CREATE UNIQUE INDEX projects_project_code_key ON public.projects_project USING btree (code)
CREATE UNIQUE INDEX projects_project_estate_living_key ON public.projects_project_estate USING btree (estate_id) WHERE living
CREATE UNIQUE INDEX projects_project_estate_pkey ON public.projects_project_estate USING btree (project_id, estate_id)
CREATE UNIQUE INDEX projects_project_pkey ON public.projects_project USING btree (id)
CREATE INDEX projects_project_year_idx ON public.projects_project USING btree (year, code)
CREATE UNIQUE INDEX scheme_estate_living_key ON public.scheme_estate USING btree (estate_id) WHERE living
CREATE UNIQUE INDEX scheme_estate_pkey ON public.scheme_estate USING btree (scheme_id, estate_id)
CREATE UNIQUE INDEX scheme_file_pkey ON public.scheme_file USING btree (id)
CREATE INDEX scheme_file_scheme_idx ON public.scheme_file USING btree (scheme_id, added_at DESC)
CREATE UNIQUE INDEX scheme_investment_open_key ON public.scheme_investment USING btree (scheme_id, kind) WHERE (state = 'asked'::text)
CREATE UNIQUE INDEX scheme_investment_pkey ON public.scheme_investment USING btree (id)
CREATE INDEX scheme_investment_scheme_idx ON public.scheme_investment USING btree (scheme_id, kind, seq DESC)
CREATE INDEX scheme_line_estate_idx ON public.scheme_line USING btree (estate_id, version_id)
CREATE UNIQUE INDEX scheme_line_pkey ON public.scheme_line USING btree (version_id, id)
CREATE INDEX scheme_line_scheme_idx ON public.scheme_line USING btree (scheme_id, id)
CREATE UNIQUE INDEX scheme_opinion_office_key ON public.scheme_opinion USING btree (review_id, office)
CREATE INDEX scheme_opinion_organisation_idx ON public.scheme_opinion USING btree (organisation_id, due_on) WHERE (given_at IS NULL)
CREATE UNIQUE INDEX scheme_opinion_pkey ON public.scheme_opinion USING btree (id)
CREATE INDEX scheme_opinion_review_idx ON public.scheme_opinion USING btree (review_id)
CREATE INDEX scheme_review_due_idx ON public.scheme_review USING btree (due_on) WHERE (state = 'open'::text)
CREATE UNIQUE INDEX scheme_review_open_key ON public.scheme_review USING btree (version_id) WHERE (state = 'open'::text)
CREATE UNIQUE INDEX scheme_review_pkey ON public.scheme_review USING btree (id)
CREATE UNIQUE INDEX scheme_review_round_key ON public.scheme_review USING btree (version_id, round)
CREATE UNIQUE INDEX scheme_revision_pkey ON public.scheme_revision USING btree (version_id, revision)
CREATE UNIQUE INDEX scheme_scheme_pkey ON public.scheme_scheme USING btree (id)
CREATE UNIQUE INDEX scheme_scheme_project_key ON public.scheme_scheme USING btree (project_id) WHERE (state <> 'cancelled'::text)
CREATE INDEX scheme_scheme_region_idx ON public.scheme_scheme USING btree (region_code, updated_at DESC)
CREATE UNIQUE INDEX scheme_variance_pkey ON public.scheme_variance USING btree (id)
CREATE INDEX scheme_variance_scheme_idx ON public.scheme_variance USING btree (scheme_id, created_at)
CREATE UNIQUE INDEX scheme_variation_number_key ON public.scheme_variation USING btree (scheme_id, number)
CREATE UNIQUE INDEX scheme_variation_open_key ON public.scheme_variation USING btree (scheme_id) WHERE (state = 'asked'::text)
CREATE UNIQUE INDEX scheme_variation_pkey ON public.scheme_variation USING btree (id)
CREATE UNIQUE INDEX scheme_version_number_key ON public.scheme_version USING btree (scheme_id, number)
CREATE UNIQUE INDEX scheme_version_open_key ON public.scheme_version USING btree (scheme_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'posted'::text]))
CREATE UNIQUE INDEX scheme_version_pkey ON public.scheme_version USING btree (id)
CREATE UNIQUE INDEX stored_file_pkey ON public.stored_file USING btree (id)
CREATE INDEX survey_building_import_idx ON public.survey_building USING btree (import_id)
CREATE UNIQUE INDEX survey_building_name_key ON public.survey_building USING btree (estate_id, name)
CREATE UNIQUE INDEX survey_building_pkey ON public.survey_building USING btree (id)
CREATE INDEX survey_change_estate_idx ON public.survey_change USING btree (estate_id, id DESC)
CREATE INDEX survey_change_import_idx ON public.survey_change USING btree (import_id, id) WHERE (import_id IS NOT NULL)
CREATE INDEX survey_change_part_idx ON public.survey_change USING btree (part_id, id DESC) WHERE (part_id IS NOT NULL)
CREATE UNIQUE INDEX survey_change_pkey ON public.survey_change USING btree (id)
CREATE UNIQUE INDEX survey_code_pkey ON public.survey_code USING btree (prefix)
CREATE INDEX survey_estate_area_desc_idx ON public.survey_estate USING btree (floor_area_cm2 DESC NULLS LAST, id DESC) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_area_idx ON public.survey_estate USING btree (floor_area_cm2, id) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_built_desc_idx ON public.survey_estate USING btree (built_year DESC NULLS LAST, id DESC) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_built_idx ON public.survey_estate USING btree (built_year, id) WHERE (archived_at IS NULL)
CREATE UNIQUE INDEX survey_estate_code_key ON public.survey_estate USING btree (code)
CREATE INDEX survey_estate_completeness_idx ON public.survey_estate USING btree (completeness, id) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_households_desc_idx ON public.survey_estate USING btree (households DESC NULLS LAST, id DESC) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_households_idx ON public.survey_estate USING btree (households, id) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_import_idx ON public.survey_estate USING btree (import_id)
CREATE INDEX survey_estate_name_idx ON public.survey_estate USING btree (name, id) WHERE (archived_at IS NULL)
CREATE UNIQUE INDEX survey_estate_pkey ON public.survey_estate USING btree (id)
CREATE INDEX survey_estate_region_code_idx ON public.survey_estate USING btree (region_code, code) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_region_name_idx ON public.survey_estate USING btree (region_code, name, id) WHERE (archived_at IS NULL)
CREATE INDEX survey_estate_updated_idx ON public.survey_estate USING btree (updated_at, id) WHERE (archived_at IS NULL)
CREATE UNIQUE INDEX survey_import_pkey ON public.survey_import USING btree (id)
CREATE INDEX survey_import_recent_idx ON public.survey_import USING btree (region_code, created_at DESC)
CREATE UNIQUE INDEX survey_import_row_pkey ON public.survey_import_row USING btree (import_id, kind, seq)
CREATE UNIQUE INDEX survey_mapping_pkey ON public.survey_mapping USING btree (region_code, heading)
CREATE INDEX survey_occupant_part_idx ON public.survey_occupant USING btree (part_id)
CREATE UNIQUE INDEX survey_occupant_pkey ON public.survey_occupant USING btree (id)
CREATE INDEX survey_owner_estate_idx ON public.survey_owner USING btree (estate_id)
CREATE INDEX survey_owner_number_idx ON public.survey_owner USING btree (estate_id, number_mark) WHERE (number_mark IS NOT NULL)
CREATE UNIQUE INDEX survey_owner_pkey ON public.survey_owner USING btree (id)
CREATE UNIQUE INDEX survey_ownership_nominated_key ON public.survey_ownership USING btree (part_id) WHERE (nominated AND (until IS NULL))
CREATE INDEX survey_ownership_owner_idx ON public.survey_ownership USING btree (owner_id)
CREATE UNIQUE INDEX survey_ownership_pkey ON public.survey_ownership USING btree (part_id, owner_id)
CREATE INDEX survey_part_import_idx ON public.survey_part USING btree (import_id) WHERE (import_id IS NOT NULL)
CREATE UNIQUE INDEX survey_part_pkey ON public.survey_part USING btree (id)
CREATE UNIQUE INDEX survey_part_place_key ON public.survey_part USING btree (estate_id, building, entrance, room, kind)
CREATE INDEX survey_part_region_idx ON public.survey_part USING btree (region_code, estate_id)
CREATE UNIQUE INDEX survey_raw_row_pkey ON public.survey_raw_row USING btree (import_id, sheet, "row")
CREATE UNIQUE INDEX survey_roll_import_pkey ON public.survey_roll_import USING btree (id)
CREATE INDEX survey_roll_import_recent_idx ON public.survey_roll_import USING btree (estate_id, created_at DESC)
CREATE UNIQUE INDEX survey_roll_row_pkey ON public.survey_roll_row USING btree (import_id, seq)
CREATE INDEX survey_wish_import_idx ON public.survey_wish USING btree (import_id)
CREATE UNIQUE INDEX survey_wish_pkey ON public.survey_wish USING btree (id)
CREATE UNIQUE INDEX survey_wish_place_key ON public.survey_wish USING btree (estate_id, building, entrance, room)

-- row-level security
audit_line audit_line_read for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_account funding_account_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_alarm_dismissal funding_alarm_dismissal_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_allocation funding_allocation_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_allocation_line funding_allocation_line_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_allocation_need funding_allocation_need_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_allocation_source funding_allocation_source_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_authorisation funding_authorisation_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM funding_contract_line l
  WHERE (l.contract_id = funding_authorisation.contract_id)))))) with check ()
funding_authorisation_line funding_authorisation_line_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_balance funding_balance_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_basis funding_basis_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_bill funding_bill_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_case funding_case_read for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_cell funding_cell_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_collection funding_collection_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_contract funding_contract_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM funding_contract_line l
  WHERE (l.contract_id = funding_contract.id)))))) with check ()
funding_contract_change funding_contract_change_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM funding_contract_line l
  WHERE (l.contract_id = funding_contract_change.contract_id)))))) with check ()
funding_contract_line funding_contract_line_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_contract_terms funding_contract_terms_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_contract_terms funding_contract_terms_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_contract_terms funding_contract_terms_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_drawdown funding_drawdown_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_drawdown_part funding_drawdown_part_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_entry funding_entry_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_estimate funding_estimate_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_finance_import funding_finance_import_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_fund_balance funding_fund_balance_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_gate funding_gate_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_indicator funding_indicator_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_item funding_item_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_measurement funding_measurement_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM funding_contract_line l
  WHERE (l.contract_id = funding_measurement.contract_id)))))) with check ()
funding_measurement_line funding_measurement_line_scope for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
funding_month funding_month_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_network_fact funding_network_fact_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_package funding_package_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_package_version funding_package_version_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_payment funding_payment_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_payment_hand funding_payment_hand_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_payment_line funding_payment_line_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_payment_paper funding_payment_paper_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_payment_step funding_payment_step_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_period funding_period_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_posting funding_posting_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND ((kind = ANY (ARRAY['grant'::text, 'increase'::text, 'recall'::text, 'carry'::text, 'lapse'::text])) OR (EXISTS ( SELECT
   FROM funding_entry e
  WHERE (e.posting_id = funding_posting.id))))))) with check ()
funding_receipt funding_receipt_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_reconciliation funding_reconciliation_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_reconciliation_note funding_reconciliation_note_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_refund funding_refund_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_relief funding_relief_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_reminder funding_reminder_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_rule_set funding_rule_set_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_rule_set funding_rule_set_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
funding_rule_set funding_rule_set_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_source funding_source_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_source_act funding_source_act_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_statement funding_statement_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_statement_line funding_statement_line_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_total funding_total_read for SELECT to huanju_app using (funding_reads(region_code, ( SELECT huanju_lo() AS huanju_lo), ( SELECT huanju_hi() AS huanju_hi))) with check ()
funding_treasury_statement_line funding_treasury_statement_line_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_treasury_voucher funding_treasury_voucher_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
funding_voucher funding_voucher_read for SELECT to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
identity_organisation identity_organisation_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
identity_organisation identity_organisation_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
identity_organisation identity_organisation_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
identity_session identity_session_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
identity_user identity_user_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
job job_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_access participation_access_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_answer participation_answer_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_ballot participation_ballot_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_ballot_import participation_ballot_import_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_body participation_body_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_choice participation_choice_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_choice_ballot participation_choice_ballot_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_correction participation_correction_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_delivery participation_delivery_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_entitlement participation_entitlement_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_finding participation_finding_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_inspector participation_inspector_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_matter participation_matter_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_meeting participation_meeting_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_notice participation_notice_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_objection participation_objection_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_proxy participation_proxy_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_refusal participation_refusal_read for SELECT to huanju_app using (((COALESCE(region_code, '0'::text) >= ( SELECT huanju_lo() AS huanju_lo)) AND (COALESCE(region_code, '0'::text) < ( SELECT huanju_hi() AS huanju_hi)))) with check ()
participation_refusal participation_refusal_write for INSERT to huanju_app using () with check (true)
participation_scan participation_scan_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_session participation_session_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_step participation_step_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_survey participation_survey_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_template participation_template_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_visit participation_visit_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
participation_vote participation_vote_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_budget plan_budget_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_budget plan_budget_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
plan_budget plan_budget_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_capacity plan_capacity_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_limit plan_limit_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_run plan_run_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_run plan_run_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
plan_run plan_run_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
plan_run_estate plan_run_estate_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
policy_decision policy_decision_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
policy_decision policy_decision_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
projects_application projects_application_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_application_step projects_application_step_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_assessment projects_assessment_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_dispute projects_dispute_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_project projects_project_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_project projects_project_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR starts_with(( SELECT huanju_lo() AS huanju_lo), region_code))) with check ()
projects_project projects_project_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
projects_project_estate projects_project_estate_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_estate scheme_estate_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_file scheme_file_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_file scheme_file_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM scheme_estate e
  WHERE (e.scheme_id = scheme_file.scheme_id)))))) with check ()
scheme_file scheme_file_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_investment scheme_investment_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_line scheme_line_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_opinion scheme_opinion_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_review scheme_review_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_revision scheme_revision_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_scheme scheme_scheme_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_scheme scheme_scheme_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM scheme_estate e
  WHERE (e.scheme_id = scheme_scheme.id)))))) with check ()
scheme_scheme scheme_scheme_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_variance scheme_variance_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_variation scheme_variation_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_version scheme_version_insert for INSERT to huanju_app using () with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
scheme_version scheme_version_read for SELECT to huanju_app using ((((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))) OR (starts_with(( SELECT huanju_lo() AS huanju_lo), region_code) AND (EXISTS ( SELECT
   FROM scheme_estate e
  WHERE (e.scheme_id = scheme_version.scheme_id)))))) with check ()
scheme_version scheme_version_update for UPDATE to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
stored_file stored_file_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_building survey_building_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_change survey_change_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_estate survey_estate_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_import survey_import_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_import_row survey_import_row_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_mapping survey_mapping_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_occupant survey_occupant_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_owner survey_owner_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_ownership survey_ownership_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_part survey_part_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_raw_row survey_raw_row_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_roll_import survey_roll_import_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_roll_row survey_roll_row_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))
survey_wish survey_wish_scope for ALL to huanju_app using (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi)))) with check (((region_code >= ( SELECT huanju_lo() AS huanju_lo)) AND (region_code < ( SELECT huanju_hi() AS huanju_hi))))

-- grants to huanju_app
audit_anchor: SELECT
audit_head: SELECT
audit_line: SELECT
funding_account: INSERT, SELECT, UPDATE
funding_alarm_dismissal: INSERT, SELECT
funding_allocation: INSERT, SELECT, UPDATE
funding_allocation_line: DELETE, INSERT, SELECT, UPDATE
funding_allocation_need: DELETE, INSERT, SELECT, UPDATE
funding_allocation_source: DELETE, INSERT, SELECT, UPDATE
funding_authorisation: SELECT
funding_authorisation_line: SELECT
funding_balance: SELECT
funding_basis: INSERT, SELECT
funding_bill: DELETE, INSERT, SELECT, UPDATE
funding_case: SELECT
funding_cell: SELECT
funding_collection: INSERT, SELECT, UPDATE
funding_contract: SELECT
funding_contract_change: SELECT
funding_contract_line: SELECT
funding_contract_terms: INSERT, SELECT
funding_drawdown: INSERT, SELECT, UPDATE
funding_drawdown_part: INSERT, SELECT
funding_entry: SELECT
funding_estimate: INSERT, SELECT, UPDATE
funding_finance_import: INSERT, SELECT, UPDATE
funding_fund_balance: INSERT, SELECT, UPDATE
funding_gate: SELECT
funding_indicator: INSERT, SELECT, UPDATE
funding_item: SELECT
funding_measurement: SELECT
funding_measurement_line: SELECT
funding_month: SELECT
funding_network_fact: INSERT, SELECT, UPDATE
funding_package: INSERT, SELECT, UPDATE
funding_package_version: INSERT, SELECT
funding_payment: INSERT, SELECT, UPDATE
funding_payment_hand: INSERT, SELECT
funding_payment_line: DELETE, INSERT, SELECT
funding_payment_paper: DELETE, INSERT, SELECT
funding_payment_step: INSERT, SELECT
funding_period: SELECT
funding_posting: SELECT
funding_receipt: INSERT, SELECT, UPDATE
funding_reconciliation: DELETE, INSERT, SELECT, UPDATE
funding_reconciliation_note: DELETE, INSERT, SELECT, UPDATE
funding_refund: INSERT, SELECT, UPDATE
funding_relief: INSERT, SELECT, UPDATE
funding_reminder: INSERT, SELECT
funding_rule_set: INSERT, SELECT, UPDATE
funding_source: SELECT
funding_source_act: INSERT, SELECT
funding_statement: INSERT, SELECT, UPDATE
funding_statement_line: DELETE, INSERT, SELECT, UPDATE
funding_total: SELECT
funding_treasury_statement_line: DELETE, INSERT, SELECT, UPDATE
funding_treasury_voucher: INSERT, SELECT, UPDATE
funding_voucher: SELECT
identity_organisation: INSERT, SELECT, UPDATE
identity_region: INSERT, SELECT, UPDATE
identity_session: INSERT, SELECT, UPDATE
identity_user: INSERT, SELECT, UPDATE
installation: INSERT, SELECT, UPDATE
job: INSERT, SELECT, UPDATE
participation_access: INSERT, SELECT, UPDATE
participation_answer: INSERT, SELECT, UPDATE
participation_ballot: INSERT, SELECT
participation_ballot_import: INSERT, SELECT, UPDATE
participation_body: INSERT, SELECT, UPDATE
participation_choice: INSERT, SELECT, UPDATE
participation_choice_ballot: INSERT, SELECT, UPDATE
participation_correction: INSERT, SELECT, UPDATE
participation_delivery: INSERT, SELECT
participation_entitlement: DELETE, INSERT, SELECT, UPDATE
participation_finding: INSERT, SELECT, UPDATE
participation_inspector: INSERT, SELECT, UPDATE
participation_matter: DELETE, INSERT, SELECT, UPDATE
participation_meeting: INSERT, SELECT, UPDATE
participation_notice: INSERT, SELECT, UPDATE
participation_objection: INSERT, SELECT, UPDATE
participation_proxy: INSERT, SELECT, UPDATE
participation_refusal: INSERT, SELECT
participation_scan: INSERT, SELECT
participation_session: INSERT, SELECT, UPDATE
participation_step: INSERT, SELECT
participation_survey: INSERT, SELECT, UPDATE
participation_template: INSERT, SELECT, UPDATE
participation_visit: INSERT, SELECT, UPDATE
participation_vote: INSERT, SELECT, UPDATE
plan_budget: INSERT, SELECT, UPDATE
plan_capacity: INSERT, SELECT, UPDATE
plan_limit: INSERT, SELECT, UPDATE
plan_run: INSERT, SELECT
plan_run_estate: INSERT, SELECT
policy_decision: INSERT, SELECT
projects_application: INSERT, SELECT, UPDATE
projects_application_step: INSERT, SELECT
projects_assessment: DELETE, INSERT, SELECT, UPDATE
projects_dispute: INSERT, SELECT, UPDATE
projects_project: INSERT, SELECT, UPDATE
projects_project_estate: INSERT, SELECT, UPDATE
scheme_estate: INSERT, SELECT, UPDATE
scheme_file: INSERT, SELECT, UPDATE
scheme_investment: INSERT, SELECT
scheme_line: DELETE, INSERT, SELECT, UPDATE
scheme_opinion: INSERT, SELECT, UPDATE
scheme_review: INSERT, SELECT, UPDATE
scheme_revision: INSERT, SELECT
scheme_scheme: INSERT, SELECT, UPDATE
scheme_variance: INSERT, SELECT, UPDATE
scheme_variation: INSERT, SELECT, UPDATE
scheme_version: INSERT, SELECT, UPDATE
stored_file: INSERT, SELECT
survey_building: DELETE, INSERT, SELECT, UPDATE
survey_change: INSERT, SELECT
survey_code: INSERT, SELECT, UPDATE
survey_estate: INSERT, SELECT, UPDATE
survey_import: INSERT, SELECT, UPDATE
survey_import_row: DELETE, INSERT, SELECT, UPDATE
survey_mapping: DELETE, INSERT, SELECT, UPDATE
survey_occupant: INSERT, SELECT, UPDATE
survey_owner: INSERT, SELECT, UPDATE
survey_ownership: INSERT, SELECT, UPDATE
survey_part: INSERT, SELECT, UPDATE
survey_raw_row: DELETE, INSERT, SELECT
survey_roll_import: INSERT, SELECT, UPDATE
survey_roll_row: DELETE, INSERT, SELECT, UPDATE
survey_wish: DELETE, INSERT, SELECT, UPDATE

-- triggers
CREATE TRIGGER audit_anchor_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_anchor FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
CREATE TRIGGER audit_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_line FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
CREATE TRIGGER funding_allocation_line_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.funding_allocation_line FOR EACH ROW EXECUTE FUNCTION funding_allocation_frozen()
CREATE TRIGGER funding_allocation_need_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.funding_allocation_need FOR EACH ROW EXECUTE FUNCTION funding_allocation_frozen()
CREATE TRIGGER funding_allocation_published BEFORE UPDATE ON public.funding_allocation FOR EACH ROW EXECUTE FUNCTION funding_allocation_published()
CREATE TRIGGER funding_allocation_source_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.funding_allocation_source FOR EACH ROW EXECUTE FUNCTION funding_allocation_frozen()
CREATE TRIGGER funding_basis_guarded BEFORE INSERT OR DELETE OR UPDATE ON public.funding_basis FOR EACH ROW EXECUTE FUNCTION funding_basis_guard()
CREATE TRIGGER funding_bill_guarded BEFORE INSERT OR DELETE OR UPDATE ON public.funding_bill FOR EACH ROW EXECUTE FUNCTION funding_bill_guard()
CREATE TRIGGER funding_collection_guarded BEFORE UPDATE ON public.funding_collection FOR EACH ROW EXECUTE FUNCTION funding_collection_guard()
CREATE TRIGGER funding_drawdown_guarded BEFORE INSERT OR UPDATE ON public.funding_drawdown FOR EACH ROW EXECUTE FUNCTION funding_drawdown_guard()
CREATE TRIGGER funding_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.funding_entry FOR EACH STATEMENT EXECUTE FUNCTION funding_refuse_change()
CREATE TRIGGER funding_entry_balanced AFTER INSERT ON public.funding_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION funding_entry_check()
CREATE TRIGGER funding_payment_follows BEFORE INSERT OR UPDATE ON public.funding_payment FOR EACH ROW EXECUTE FUNCTION funding_payment_guard()
CREATE TRIGGER funding_payment_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.funding_payment_step FOR EACH STATEMENT EXECUTE FUNCTION funding_refuse_change()
CREATE TRIGGER funding_payment_step_follows BEFORE INSERT ON public.funding_payment_step FOR EACH ROW EXECUTE FUNCTION funding_payment_step_guard()
CREATE TRIGGER funding_period_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.funding_period FOR EACH STATEMENT EXECUTE FUNCTION funding_refuse_change()
CREATE TRIGGER funding_posting_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.funding_posting FOR EACH STATEMENT EXECUTE FUNCTION funding_refuse_change()
CREATE TRIGGER funding_receipt_guarded BEFORE DELETE OR UPDATE ON public.funding_receipt FOR EACH ROW EXECUTE FUNCTION funding_receipt_guard()
CREATE TRIGGER funding_receipt_summed AFTER INSERT OR UPDATE ON public.funding_receipt FOR EACH ROW EXECUTE FUNCTION funding_receipt_sum()
CREATE TRIGGER funding_receipt_within AFTER INSERT ON public.funding_receipt FOR EACH ROW EXECUTE FUNCTION funding_line_within()
CREATE TRIGGER funding_refund_summed AFTER INSERT OR UPDATE ON public.funding_refund FOR EACH ROW EXECUTE FUNCTION funding_refund_sum()
CREATE TRIGGER funding_rule_set_keep BEFORE DELETE OR UPDATE ON public.funding_rule_set FOR EACH ROW WHEN ((old.state = ANY (ARRAY['inForce'::text, 'cancelled'::text]))) EXECUTE FUNCTION funding_rule_set_keep()
CREATE TRIGGER participation_ballot_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.participation_ballot FOR EACH STATEMENT EXECUTE FUNCTION participation_ballot_refuse_change()
CREATE TRIGGER participation_entitlement_guarded BEFORE INSERT OR DELETE OR UPDATE ON public.participation_entitlement FOR EACH ROW EXECUTE FUNCTION participation_paper_guard()
CREATE TRIGGER participation_matter_guarded BEFORE INSERT OR DELETE OR UPDATE ON public.participation_matter FOR EACH ROW EXECUTE FUNCTION participation_paper_guard()
CREATE TRIGGER participation_vote_counted BEFORE UPDATE OF next_seq, last_at ON public.participation_vote FOR EACH ROW WHEN ((old.state = ANY (ARRAY['closed'::text, 'posted'::text, 'cancelled'::text]))) EXECUTE FUNCTION participation_vote_guard()
CREATE TRIGGER participation_vote_guarded BEFORE UPDATE OF id, estate_id, region_code, number, title, convener, convener_name, scope, building, entrance, scope_name, subject, rules, thresholds, calendar, state, announced_on, opens_at, closes_at, roll_hash, roll_excluded, closed_at, result, root, bundle_file ON public.participation_vote FOR EACH ROW EXECUTE FUNCTION participation_vote_guard()
CREATE TRIGGER plan_run_estate_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.plan_run_estate FOR EACH STATEMENT EXECUTE FUNCTION plan_run_estate_frozen()
CREATE TRIGGER plan_run_estate_late BEFORE INSERT ON public.plan_run_estate FOR EACH ROW EXECUTE FUNCTION plan_run_estate_late()
CREATE TRIGGER plan_run_frozen BEFORE DELETE OR UPDATE ON public.plan_run FOR EACH ROW EXECUTE FUNCTION plan_run_frozen()
CREATE TRIGGER scheme_investment_guard BEFORE UPDATE ON public.scheme_investment FOR EACH ROW EXECUTE FUNCTION scheme_investment_guard()
CREATE TRIGGER scheme_line_guard BEFORE INSERT OR DELETE OR UPDATE ON public.scheme_line FOR EACH ROW EXECUTE FUNCTION scheme_line_guard()
CREATE TRIGGER scheme_version_guard BEFORE UPDATE ON public.scheme_version FOR EACH ROW EXECUTE FUNCTION scheme_version_guard()

-- functions
CREATE OR REPLACE FUNCTION public.audit_anchor_now(p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  v_heads text;
  v_last_heads text;
  v_seq bigint;
  v_prev bytea;
begin
  lock table audit_anchor in exclusive mode;
  select string_agg(audit_field(stream) || audit_field(seq::text) || audit_field(encode(hash, 'hex')), '' order by stream)
    into v_heads from audit_head;
  select seq, hash, heads into v_seq, v_prev, v_last_heads from audit_anchor order by seq desc limit 1;
  if v_heads is null or v_heads is not distinct from v_last_heads then
    return null;
  end if;
  v_seq := coalesce(v_seq, 0) + 1;
  v_prev := coalesce(v_prev, sha256('anchor'::bytea));
  insert into audit_anchor (seq, at, heads, prev_hash, hash)
    values (v_seq, p_at, v_heads, v_prev, sha256(v_prev || convert_to(audit_field(v_seq::text) || v_heads, 'UTF8')));
  return v_seq;
end $function$

CREATE OR REPLACE FUNCTION public.audit_append(p_stream text, p_at timestamp with time zone, p_actor_id uuid, p_actor_name text, p_action text, p_subject_kind text, p_subject_id text, p_region_code text, p_detail text, p_request_id text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  v_seq bigint;
  v_prev bytea;
  v_hash bytea;
  v_at timestamptz := date_trunc('milliseconds', p_at);
begin
  insert into audit_head (stream, seq, hash) values (p_stream, 0, sha256(convert_to(p_stream, 'UTF8')))
    on conflict do nothing;
  select seq + 1, hash into v_seq, v_prev from audit_head where stream = p_stream for update;
  v_hash := sha256(v_prev || convert_to(
    audit_field(p_stream) || audit_field(v_seq::text)
    || audit_field(to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    || audit_field(p_actor_id::text) || audit_field(p_actor_name) || audit_field(p_action)
    || audit_field(p_subject_kind) || audit_field(p_subject_id) || audit_field(p_region_code)
    || audit_field(p_detail) || audit_field(p_request_id), 'UTF8'));
  insert into audit_line (stream, seq, at, actor_id, actor_name, action, subject_kind, subject_id, region_code,
                          detail, request_id, prev_hash, hash)
    values (p_stream, v_seq, v_at, p_actor_id, p_actor_name, p_action, p_subject_kind,
            p_subject_id, p_region_code, p_detail, p_request_id, v_prev, v_hash);
  update audit_head set seq = v_seq, hash = v_hash where stream = p_stream;
  return v_seq;
end $function$

CREATE OR REPLACE FUNCTION public.audit_append_many(p_stream text, p_lines jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  v_seq bigint;
  v_prev bytea;
  v_last bytea;
  v_count integer := jsonb_array_length(p_lines);
begin
  insert into audit_head (stream, seq, hash) values (p_stream, 0, sha256(convert_to(p_stream, 'UTF8')))
    on conflict do nothing;
  select seq, hash into v_seq, v_prev from audit_head where stream = p_stream for update;
  if v_count = 0 then
    return v_seq;
  end if;
  with recursive line as materialized (
    select n, date_trunc('milliseconds', (one ->> 'at')::timestamptz) as at, (one ->> 'actorId')::uuid as actor_id,
      one ->> 'actorName' as actor_name, one ->> 'action' as action, one ->> 'subjectKind' as subject_kind,
      one ->> 'subjectId' as subject_id, one ->> 'regionCode' as region_code, one ->> 'detail' as detail,
      one ->> 'requestId' as request_id
    from jsonb_array_elements(p_lines) with ordinality as given (one, n)
  ), body as materialized (
    select array_agg(convert_to(
      audit_field(p_stream) || audit_field((v_seq + n)::text)
      || audit_field(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || audit_field(actor_id::text) || audit_field(actor_name) || audit_field(action)
      || audit_field(subject_kind) || audit_field(subject_id) || audit_field(region_code)
      || audit_field(detail) || audit_field(request_id), 'UTF8') order by n) as texts
    from line
  ), chain (n, prev_hash, hash) as (
    select 0::bigint, null::bytea, v_prev
    union all
    select chain.n + 1, chain.hash, sha256(chain.hash || body.texts[chain.n + 1])
    from chain, body where chain.n < v_count
  ), written as (
    insert into audit_line (stream, seq, at, actor_id, actor_name, action, subject_kind, subject_id, region_code,
                            detail, request_id, prev_hash, hash)
    select p_stream, v_seq + line.n, line.at, line.actor_id, line.actor_name, line.action, line.subject_kind,
      line.subject_id, line.region_code, line.detail, line.request_id, chain.prev_hash, chain.hash
    from line join chain on chain.n = line.n order by line.n
    returning seq, hash
  )
  select hash into v_last from written where seq = v_seq + v_count;
  update audit_head set seq = v_seq + v_count, hash = v_last where stream = p_stream;
  return v_seq + v_count;
end $function$

CREATE OR REPLACE FUNCTION public.audit_field(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ select octet_length(coalesce(value, ''))::text || ':' || coalesce(value, '') $function$

CREATE OR REPLACE FUNCTION public.audit_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit lines are append-only' using errcode = 'HJ001';
end $function$

CREATE OR REPLACE FUNCTION public.funding_allocation_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_id uuid := case when tg_op = 'DELETE' then old.allocation_id else new.allocation_id end;
begin
  if not exists (select from funding_allocation where id = v_id and state = 'draft') then
    raise exception 'the allocation is no draft any more' using errcode = 'HJ001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$

CREATE OR REPLACE FUNCTION public.funding_allocation_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state in ('published', 'withdrawn') then
    raise exception 'a published allocation never changes' using errcode = 'HJ001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_arrange(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_back boolean := coalesce((p ->> 'back')::boolean, false);
  one record;
  v_item funding_item;
  v_region text;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  for one in select distinct left(s2.region_code, 6) as books, s2.region_code from jsonb_array_elements(p -> 'lines') as given (line)
    join funding_source s2 on s2.id = (given.line ->> 'sourceId')::uuid order by 1
  loop
    perform funding_open_day(one.region_code, v_day, p_by);
  end loop;
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'projectId')::uuid as project_id,
      (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item, line ->> 'itemClass' as class,
      funding_fen(line ->> 'amountFen') as amount
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3, 4
  loop
    s := funding_own_source(one.source_id);
    if not s.cash then
      perform funding_refuse('in-kind', funding_source_words(s));
    end if;
    select * into v_item from funding_item where project_id = one.project_id and estate_id = one.estate_id and item = one.item;
    if not found and not v_back then
      select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
        where pe.project_id = one.project_id and pe.estate_id = one.estate_id and pe.living;
      if not found then
        perform funding_refuse('project-estate');
      end if;
      insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
        values (one.project_id, one.estate_id, one.item, v_region, one.class, coalesce(p ->> 'origin', 'hand'),
          (p_by ->> 'at')::timestamptz) on conflict do nothing;
      select * into strict v_item from funding_item where project_id = one.project_id and estate_id = one.estate_id
        and item = one.item;
    end if;
    if v_item.item is null then
      perform funding_refuse('item', jsonb_build_object('item', one.item));
    end if;
    if not v_back then
      if v_item.class <> one.class then
        perform funding_refuse('item-class', jsonb_build_object('item', one.item, 'class', v_item.class, 'given', one.class));
      end if;
      perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'arrange');
      if s.sub_channel = 'maintenanceFund' and coalesce(p ->> 'basis', '') = '' then
        perform funding_refuse('basis', funding_source_words(s));
      end if;
    end if;
    v_cells := v_cells || array[funding_cell_of(s.id, null, null, null, null),
      funding_cell_of(s.id, one.project_id, one.estate_id, one.item, null)];
    v_accounts := v_accounts || array['budget', 'arranged'];
    v_amounts := v_amounts || case when v_back then array[one.amount, -one.amount] else array[-one.amount, one.amount] end;
  end loop;
  if cardinality(v_cells) = 0 then
    perform funding_refuse('no-lines');
  end if;
  return jsonb_build_object('postingId', funding_write(case when v_back then 'unarrange' else 'arrange' end, v_day,
    p || jsonb_build_object('documentNumber', p ->> 'basis'), v_cells, v_accounts, v_amounts, p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_authorise(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  c funding_contract;
  f funding_cell;
  s funding_source;
  v_item funding_item;
  v_id uuid := uuidv7();
  v_day date := (p ->> 'bookedOn')::date;
  v_kind text := p ->> 'kind';
  v_from text := case p ->> 'kind' when 'advance' then 'committed' when 'retention' then 'retained' else 'payable' end;
  v_cell bigint;
  v_sum bigint := 0;
  v_left bigint;
  v_posting uuid;
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
  v_lines jsonb := '[]';
begin
  perform funding_begin();
  if v_kind is null or v_kind not in ('advance', 'progress', 'settlement', 'retention') then
    perform funding_refuse('kind');
  end if;
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_open_day(c.region_code, v_day, p_by);
  perform funding_check_gates(c, v_kind, v_day);
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  if exists (select from funding_authorisation where payment_id = (p ->> 'paymentId')::uuid and reversed_at is null) then
    perform funding_refuse('authorised-twice');
  end if;
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item,
      sum(funding_fen(line ->> 'amountFen'))::bigint as amount
    from jsonb_array_elements(p -> 'lines') as given (line) group by 1, 2, 3 order by 1, 2, 3
  loop
    s := funding_own_source(one.source_id);
    select * into v_item from funding_item where project_id = c.project_id and estate_id = one.estate_id and item = one.item;
    if not found then
      perform funding_refuse('contract-item', jsonb_build_object('item', one.item, 'contract', c.number));
    end if;
    perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), false,
      'pay');
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    select * into strict f from funding_cell where id = v_cell;
    if v_kind = 'advance' then
      v_left := f.committed_fen - f.measured_fen;
      if f.advance_fen - f.recovered_fen + one.amount > v_left - v_left * c.retention_bp / 10000 then
        perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', one.item, 'act', 'advance',
          'limit', (v_left - v_left * c.retention_bp / 10000)::text, 'wanted', (f.advance_fen - f.recovered_fen + one.amount)::text));
      end if;
      update funding_cell set advance_fen = advance_fen + one.amount where id = f.id;
    elsif v_kind = 'retention' then
      if f.released_fen + one.amount > f.retained_fen then
        perform funding_refuse('retention', jsonb_build_object('contract', c.number, 'item', one.item,
          'limit', (f.retained_fen - f.released_fen)::text, 'wanted', one.amount::text));
      end if;
      update funding_cell set released_fen = released_fen + one.amount where id = f.id;
    else
      select coalesce(max(balance_fen), 0) into v_left from funding_balance where cell_id = f.id and account = 'payable';
      if v_left < one.amount then
        perform funding_refuse('above-measured', jsonb_build_object('contract', c.number, 'item', one.item, 'kind', v_kind,
          'limit', v_left::text, 'wanted', one.amount::text));
      end if;
    end if;
    v_cells := v_cells || array[f.id, f.id];
    v_accounts := v_accounts || array[v_from, 'authorised'];
    v_amounts := v_amounts || array[-one.amount, one.amount];
    v_lines := v_lines || jsonb_build_object('cell', f.id, 'source', s.id, 'region', f.region_code, 'amount', one.amount);
    v_sum := v_sum + one.amount;
  end loop;
  if v_sum = 0 then
    perform funding_refuse('no-lines');
  end if;
  for one in select (r ->> 'source')::uuid as source_id, sum((r ->> 'amount')::bigint)::bigint as amount
    from jsonb_array_elements(v_lines) as given (r) group by 1 order by 1
  loop
    perform funding_check_cash(funding_get_source(one.source_id), one.amount);
  end loop;
  if v_kind = 'advance' then
    if (c.advance_fen + v_sum)::numeric * 10000 > c.amount_fen::numeric * c.advance_bp then
      perform funding_refuse('advance', jsonb_build_object('contract', c.number, 'shareBp', c.advance_bp,
        'limit', (c.amount_fen::numeric * c.advance_bp / 10000)::bigint::text, 'wanted', (c.advance_fen + v_sum)::text));
    end if;
    update funding_contract set advance_fen = advance_fen + v_sum where id = c.id;
  elsif v_kind = 'progress' then
    if (c.progress_fen + c.recovered_fen + v_sum)::numeric * 10000 > c.measured_fen::numeric * c.progress_bp then
      perform funding_refuse('progress', jsonb_build_object('contract', c.number, 'shareBp', c.progress_bp,
        'limit', greatest(trunc(c.measured_fen::numeric * c.progress_bp / 10000) - c.recovered_fen, 0)::bigint::text,
        'wanted', (c.progress_fen + v_sum)::text));
    end if;
    update funding_contract set progress_fen = progress_fen + v_sum where id = c.id;
  elsif v_kind = 'settlement' then
    update funding_contract set settlement_fen = settlement_fen + v_sum where id = c.id;
  else
    update funding_contract set released_fen = released_fen + v_sum where id = c.id;
  end if;
  v_posting := funding_write('authorise', v_day, jsonb_build_object('contractId', c.id, 'authorisationId', v_id,
    'party', p ->> 'payee', 'reason', v_kind), v_cells, v_accounts, v_amounts, p_by);
  insert into funding_authorisation (id, payment_id, contract_id, region_code, kind, payee, booked_on, posting_id, amount_fen,
      by_id, by_name, at)
    values (v_id, (p ->> 'paymentId')::uuid, c.id, c.region_code, v_kind, btrim(p ->> 'payee'), v_day, v_posting, v_sum,
      (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_authorisation_line (authorisation_id, position, cell_id, source_id, region_code, amount_fen)
    select v_id, n, (r ->> 'cell')::bigint, (r ->> 'source')::uuid, r ->> 'region', (r ->> 'amount')::bigint
    from jsonb_array_elements(v_lines) with ordinality as given (r, n);
  return jsonb_build_object('authorisationId', v_id, 'postingId', v_posting);
end $function$

CREATE OR REPLACE FUNCTION public.funding_basis_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    raise exception 'a basis stays as it was signed' using errcode = '23514', constraint = 'funding_basis_frozen';
  end if;
  if new.kind = 'vote' and not funding_vote_passed(new.estate_id, new.vote_id, new.matter_id) then
    raise exception 'the vote has not passed' using errcode = '23514', constraint = 'funding_basis_not_passed';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_begin()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the ledger is written at read committed' using errcode = 'HJ003';
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_bill_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  stage text := (select state from funding_collection where id = case when tg_op = 'DELETE' then old.collection_id else new.collection_id end);
begin
  if tg_op = 'UPDATE' then
    if stage <> 'draft' and (old.share_fen, old.part_id, old.collection_id, coalesce(old.number, new.number, ''))
       is distinct from (new.share_fen, new.part_id, new.collection_id, coalesce(new.number, '')) then
      raise exception 'shares are fixed once issued' using errcode = '23514', constraint = 'funding_collection_frozen';
    end if;
    return new;
  end if;
  if stage <> 'draft' then
    raise exception 'bills are fixed once issued' using errcode = '23514', constraint = 'funding_collection_frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$

CREATE OR REPLACE FUNCTION public.funding_book(p_account text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when p_account in ('outside', 'cash', 'spent') then 'cash'
    when p_account in ('inKindOrigin', 'inKind') then 'inKind'
    when p_account in ('suspense', 'violation') then 'violation' else 'authority' end $function$

CREATE OR REPLACE FUNCTION public.funding_carry(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_root bigint;
  v_cells bigint[];
  v_accounts text[];
  v_amounts bigint[];
  v_sum bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if (p ->> 'toYear')::integer <= s.budget_year or (p ->> 'toYear')::integer > extract(year from v_day) then
    perform funding_refuse('carry-year', funding_source_words(s) || jsonb_build_object('year', s.budget_year));
  end if;
  if s.carry then
    update funding_source set budget_year = (p ->> 'toYear')::integer where id = s.id;
    v_root := funding_cell_of(s.id, null, null, null, null);
    return jsonb_build_object('lapsedFen', '0', 'postingId', funding_write('carry', v_day,
      p || jsonb_build_object('regionCode', s.region_code), '{}', '{}', '{}', p_by));
  end if;
  select array_agg(cell_id), array_agg(account), array_agg(-balance_fen), sum(balance_fen)
    into v_cells, v_accounts, v_amounts, v_sum
    from funding_balance where source_id = s.id and account in ('budget', 'arranged') and balance_fen > 0;
  if v_sum is null then
    perform funding_refuse('carry-nothing', funding_source_words(s));
  end if;
  v_root := funding_cell_of(s.id, null, null, null, null);
  return jsonb_build_object('lapsedFen', v_sum::text, 'postingId', funding_write('lapse', v_day, p, v_cells || v_root,
    v_accounts || 'origin'::text, v_amounts || v_sum, p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_cell_of(p_source uuid, p_project uuid, p_estate uuid, p_item text, p_contract uuid)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  v_id bigint;
begin
  if p_contract is not null then
    select id into v_id from funding_cell where source_id = p_source and project_id = p_project and estate_id = p_estate
      and item = p_item and contract_id = p_contract;
  elsif p_item is not null then
    select id into v_id from funding_cell where source_id = p_source and project_id = p_project and estate_id = p_estate
      and item = p_item and contract_id is null;
  else
    select id into v_id from funding_cell where source_id = p_source and project_id is null and contract_id is null;
  end if;
  if found then
    return v_id;
  end if;
  insert into funding_cell (source_id, project_id, estate_id, item, contract_id, region_code)
    values (p_source, p_project, p_estate, p_item, p_contract, coalesce(
      (select region_code from funding_item where project_id = p_project and estate_id = p_estate and item = p_item),
      (select region_code from funding_source where id = p_source)))
    on conflict do nothing returning id into v_id;
  if v_id is null then
    select id into strict v_id from funding_cell where source_id = p_source and project_id is not distinct from p_project
      and estate_id is not distinct from p_estate and item is not distinct from p_item
      and contract_id is not distinct from p_contract;
  end if;
  return v_id;
end $function$

CREATE OR REPLACE FUNCTION public.funding_change_source(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if p ->> 'kind' not in ('increase', 'recall') then
    perform funding_refuse('kind');
  end if;
  v_cell := funding_cell_of(s.id, null, null, null, null);
  if p ->> 'kind' = 'recall' then
    v_amount := -v_amount;
  end if;
  return jsonb_build_object('postingId', funding_write(p ->> 'kind', v_day, p, array[v_cell, v_cell],
    array['origin', 'budget'], array[-v_amount, v_amount], p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_check_cash(s funding_source, p_amount bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_free bigint;
begin
  select coalesce(sum(case account when 'cash' then balance_fen else -balance_fen end), 0) into v_free
    from funding_total where source_id = s.id and account in ('cash', 'authorised', 'violation');
  if v_free < p_amount then
    perform funding_refuse('cash', funding_source_words(s) || jsonb_build_object('available', greatest(v_free, 0)::text,
      'needed', p_amount::text));
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_check_earmark(s funding_source, p_estate uuid, p_item text, p_class text, p_region text, p_day date, p_today date, p_new boolean, p_act text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v jsonb;
begin
  if p_class = any (s.classes) and not p_item = any (s.excluded_items)
    and (s.estates is null or p_estate = any (s.estates)) and starts_with(p_region, s.region_code)
    and (s.expires_on is null or greatest(p_day, p_today) <= s.expires_on)
    and (not p_new or s.carry or extract(year from p_day) <= s.budget_year) then
    return;
  end if;
  v := funding_source_words(s) || jsonb_build_object('item', p_item, 'class', p_class, 'act', p_act,
    'classes', to_jsonb(s.classes), 'estateId', p_estate, 'expiresOn', s.expires_on, 'year', s.budget_year, 'day', p_day,
    'estate', (select name from survey_estate where id = p_estate));
  if not p_class = any (s.classes) then
    perform funding_refuse('class', v);
  elsif p_item = any (s.excluded_items) then
    perform funding_refuse('earmark', v);
  elsif s.estates is not null and not p_estate = any (s.estates) then
    perform funding_refuse('estate', v);
  elsif not starts_with(p_region, s.region_code) then
    perform funding_refuse('region', v);
  elsif s.expires_on is not null and greatest(p_day, p_today) > s.expires_on then
    perform funding_refuse('expired', v || jsonb_build_object('day', greatest(p_day, p_today)));
  end if;
  perform funding_refuse('year', v);
end $function$

CREATE OR REPLACE FUNCTION public.funding_check_gates(c funding_contract, p_kind text, p_day date)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_missing jsonb;
begin
  select jsonb_agg(gate) into v_missing from jsonb_array_elements_text(c.gates -> p_kind) as needed (gate)
    where not exists (select from funding_gate g where g.project_id = c.project_id and g.gate = needed.gate
      and (g.contract_id is null or g.contract_id = c.id) and g.revoked_at is null and g.passed_on <= p_day);
  if v_missing is not null then
    perform funding_refuse('gate', jsonb_build_object('kind', p_kind, 'gates', v_missing, 'contract', c.number, 'day', p_day));
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_close(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  v_books text := left(p ->> 'regionCode', 6);
  v_month date;
  v_closed date;
  v_first date;
  v_count bigint;
  v_balances jsonb;
begin
  perform funding_begin();
  if p ->> 'month' !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' then
    perform funding_refuse('month');
  end if;
  v_month := ((p ->> 'month') || '-01')::date;
  if not funding_within(v_books) then
    perform funding_refuse('scope');
  end if;
  perform pg_advisory_xact_lock(7150320, hashtext(v_books));
  if v_month + interval '1 month' > ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date then
    perform funding_refuse('month-running', jsonb_build_object('month', p ->> 'month'));
  end if;
  select max(month) into v_closed from funding_period where region_code = v_books;
  select date_trunc('month', min(booked_on))::date into v_first from funding_posting
    where starts_with(region_code, v_books) and (v_closed is null or booked_on >= v_closed + interval '1 month');
  if v_month <= v_closed then
    perform funding_refuse('month-closed', jsonb_build_object('month', p ->> 'month'));
  elsif v_month > coalesce((v_closed + interval '1 month')::date, v_first, v_month) then
    perform funding_refuse('month-order', jsonb_build_object('month', p ->> 'month',
      'next', to_char(coalesce((v_closed + interval '1 month')::date, v_first), 'YYYY-MM')));
  end if;
  select count(*) into v_count from funding_posting where starts_with(region_code, v_books)
    and booked_on >= v_month and booked_on < v_month + interval '1 month';
  select coalesce(jsonb_object_agg(account, balance), '{}') into v_balances from (select account, sum(in_fen - out_fen)::text as balance
    from funding_month where starts_with(region_code, v_books) and month <= v_month group by account) as one;
  if exists (select from jsonb_each_text(v_balances) as one (account, balance) group by funding_book(account)
      having sum(balance::numeric) <> 0) then
    raise exception 'the trial balance of % is not zero', v_books using errcode = 'HJ002';
  end if;
  insert into funding_period (region_code, month, postings, balances, closed_at, closed_by_id, closed_by)
    values (v_books, v_month, v_count, v_balances, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName');
  perform audit_append('books:' || v_books, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName',
    'funding.ledger.closePeriod', 'fundingPeriod', v_books || ':' || (p ->> 'month'), v_books,
    jsonb_build_object('month', p ->> 'month', 'postings', v_count, 'balances', v_balances)::text, p_by ->> 'requestId');
  return jsonb_build_object('month', p ->> 'month', 'postings', v_count::text, 'balances', v_balances);
end $function$

CREATE OR REPLACE FUNCTION public.funding_collection_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  name text;
begin
  if old.state <> 'draft' then
    foreach name in array array['estate_id', 'region_code', 'number', 'scope', 'building', 'entrance', 'total_fen', 'method',
      'kinds', 'coefficients', 'amount_source', 'amount_basis', 'basis_id', 'source_id', 'issued_at', 'items', 'classes'] loop
      if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
        raise exception 'an issued collection keeps its %', name using errcode = '23514', constraint = 'funding_collection_frozen';
      end if;
    end loop;
    if new.state = 'draft' then
      raise exception 'an issued collection stays issued' using errcode = '23514', constraint = 'funding_collection_frozen';
    end if;
  end if;
  if old.state = 'draft' and new.state = 'issued'
     and (select coalesce(sum(share_fen), 0) from funding_bill where collection_id = new.id) <> new.total_fen then
    raise exception 'bills do not sum to the total' using errcode = '23514', constraint = 'funding_collection_sum';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_commit(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  c funding_contract;
  s funding_source;
  v_item funding_item;
  v_day date := (p ->> 'bookedOn')::date;
  v_back boolean := coalesce((p ->> 'back')::boolean, false);
  v_sum bigint := 0;
  v_cell bigint;
  v_over record;
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_open_day(c.region_code, v_day, p_by);
  if v_day < c.signed_on then
    perform funding_refuse('before-signing', jsonb_build_object('contract', c.number, 'signedOn', c.signed_on));
  end if;
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id,
      line ->> 'item' as item, funding_fen(line ->> 'amountFen') as amount
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3
  loop
    s := funding_get_source(one.source_id);
    select * into v_item from funding_item where project_id = c.project_id and estate_id = one.estate_id and item = one.item;
    if not found or not exists (select from funding_contract_line where contract_id = c.id and estate_id = one.estate_id
        and item = one.item) then
      perform funding_refuse('contract-item', jsonb_build_object('item', one.item, 'contract', c.number));
    end if;
    if not v_back then
      perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'commit');
    end if;
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    v_cells := v_cells || array[funding_cell_of(s.id, c.project_id, one.estate_id, one.item, null), v_cell];
    v_accounts := v_accounts || array['arranged', 'committed'];
    v_amounts := v_amounts || case when v_back then array[one.amount, -one.amount] else array[-one.amount, one.amount] end;
    v_sum := v_sum + case when v_back then -one.amount else one.amount end;
    update funding_cell set committed_fen = committed_fen + case when v_back then -one.amount else one.amount end
      where id = v_cell and committed_fen + case when v_back then -one.amount else one.amount end
        - measured_fen >= case when v_back then advance_fen - recovered_fen else 0 end;
    if not found then
      perform funding_refuse('uncommit', jsonb_build_object('contract', c.number, 'item', one.item));
    end if;
  end loop;
  if cardinality(v_cells) = 0 then
    perform funding_refuse('no-lines');
  end if;
  select f.estate_id, f.item, sum(f.committed_fen) as committed, line.amount into v_over
    from funding_cell f join lateral (select coalesce(sum(l.amount_fen), 0) as amount from funding_contract_line l
      where l.contract_id = c.id and l.estate_id = f.estate_id and l.item = f.item) as line on true
    where f.contract_id = c.id group by f.estate_id, f.item, line.amount having sum(f.committed_fen) > line.amount limit 1;
  if found then
    perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', v_over.item, 'act', 'commit',
      'limit', v_over.amount::text, 'wanted', v_over.committed::text));
  end if;
  update funding_contract set committed_fen = committed_fen + v_sum where id = c.id;
  return jsonb_build_object('postingId', funding_write(case when v_back then 'uncommit' else 'commit' end, v_day,
    jsonb_build_object('contractId', c.id, 'regionCode', c.region_code, 'reason', p ->> 'reason'), v_cells, v_accounts, v_amounts, p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_drawdown_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not funding_vote_passed(new.estate_id, new.vote_id, new.matter_id)
     or not exists (select from participation_matter where vote_id = new.vote_id and id = new.matter_id and kind = 'fundUse') then
    raise exception 'no passed vote to use the fund' using errcode = '23514', constraint = 'funding_drawdown_not_passed';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_entry_check()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from fresh group by posting_id, funding_book(account) having sum(amount_fen) <> 0) then
    raise exception 'a posting does not sum to zero in a book' using errcode = 'HJ002';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.funding_fact_day(p_region text, p_day date, p_by jsonb)
 RETURNS date
 LANGUAGE plpgsql
AS $function$
declare
  v_books text := left(p_region, 6);
  v_day date;
begin
  perform pg_advisory_xact_lock_shared(7150320, hashtext(v_books));
  perform funding_sane_day(p_day, p_by);
  select greatest(p_day, (max(month) + interval '1 month')::date) into v_day from funding_period where region_code = v_books;
  if v_day is null or v_day > ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date then
    perform funding_refuse('future', jsonb_build_object('day', v_day));
  end if;
  return v_day;
end $function$

CREATE OR REPLACE FUNCTION public.funding_fen(p_text text)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if p_text is null or p_text !~ '^[0-9]{1,16}$' or p_text::bigint = 0 then
    perform funding_refuse('amount', jsonb_build_object('amount', p_text));
  end if;
  return p_text::bigint;
end $function$

CREATE OR REPLACE FUNCTION public.funding_file_hash(p_file uuid)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  v_hash text;
begin
  if p_file is null then
    return null;
  end if;
  select sha256 into v_hash from stored_file where id = p_file and funding_reads(region_code, huanju_lo(), huanju_hi());
  if not found then
    perform funding_refuse('file');
  end if;
  return v_hash;
end $function$

CREATE OR REPLACE FUNCTION public.funding_get_contract(p_id uuid)
 RETURNS funding_contract
 LANGUAGE plpgsql
AS $function$
declare
  c funding_contract;
begin
  select * into c from funding_contract where id = p_id for no key update;
  if not found or not funding_within(c.region_code) then
    perform funding_refuse('contract');
  end if;
  return c;
end $function$

CREATE OR REPLACE FUNCTION public.funding_get_source(p_id uuid)
 RETURNS funding_source
 LANGUAGE plpgsql
AS $function$
declare
  s funding_source;
begin
  select * into s from funding_source where id = p_id for no key update;
  if not found or not funding_reads(s.region_code, huanju_lo(), huanju_hi()) then
    perform funding_refuse('source');
  end if;
  return s;
end $function$

CREATE OR REPLACE FUNCTION public.funding_grant(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  v_id uuid := coalesce((p ->> 'sourceId')::uuid, uuidv7());
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
  v_posting uuid;
begin
  perform funding_begin();
  if not funding_within(p ->> 'regionCode') then
    perform funding_refuse('scope');
  end if;
  perform funding_open_day(p ->> 'regionCode', v_day, p_by);
  if jsonb_typeof(p -> 'estates') = 'array' and exists (select from jsonb_array_elements_text(p -> 'estates') as given (id)
      where not exists (select from survey_estate e where e.id = given.id::uuid and starts_with(e.region_code, p ->> 'regionCode'))) then
    perform funding_refuse('estate-absent');
  end if;
  insert into funding_source (id, region_code, channel, sub_channel, title, document_number, document_file_id,
    document_hash, classes, estates, excluded_items, budget_year, first_year, expires_on, carry, cash, created_by_id,
    created_by, created_at)
  values (v_id, p ->> 'regionCode', p ->> 'channel', p ->> 'subChannel', p ->> 'title', p ->> 'documentNumber',
    (p ->> 'documentFileId')::uuid, funding_file_hash((p ->> 'documentFileId')::uuid),
    array(select jsonb_array_elements_text(p -> 'classes')),
    case when jsonb_typeof(p -> 'estates') = 'array' then array(select jsonb_array_elements_text(p -> 'estates')::uuid) end,
    array(select jsonb_array_elements_text(coalesce(p -> 'excludedItems', '[]'))), (p ->> 'budgetYear')::integer,
    (p ->> 'budgetYear')::integer, (p ->> 'expiresOn')::date, (p ->> 'carry')::boolean, (p ->> 'cash')::boolean,
    (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  v_cell := funding_cell_of(v_id, null, null, null, null);
  v_posting := funding_write('grant', v_day, jsonb_build_object('sourceId', v_id, 'documentNumber', p ->> 'documentNumber',
    'fileId', p ->> 'documentFileId'), array[v_cell, v_cell], array['origin', 'budget'], array[-v_amount, v_amount], p_by);
  return jsonb_build_object('sourceId', v_id, 'postingId', v_posting);
end $function$

CREATE OR REPLACE FUNCTION public.funding_hold_sources(p_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from funding_source where id = any (p_ids) order by id for no key update;
end $function$

CREATE OR REPLACE FUNCTION public.funding_in_kind(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_item funding_item;
  v_region text;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if s.cash then
    perform funding_refuse('not-in-kind', funding_source_words(s));
  end if;
  if p ->> 'evidenceFileId' is null or coalesce(btrim(p ->> 'description'), '') = '' then
    perform funding_refuse('evidence', funding_source_words(s));
  end if;
  select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
    where pe.project_id = (p ->> 'projectId')::uuid and pe.estate_id = (p ->> 'estateId')::uuid and pe.living;
  if not found then
    perform funding_refuse('project-estate');
  end if;
  insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
    values ((p ->> 'projectId')::uuid, (p ->> 'estateId')::uuid, p ->> 'item', v_region, p ->> 'itemClass', 'hand',
      (p_by ->> 'at')::timestamptz) on conflict do nothing;
  select * into strict v_item from funding_item where project_id = (p ->> 'projectId')::uuid
    and estate_id = (p ->> 'estateId')::uuid and item = p ->> 'item';
  if v_item.class <> p ->> 'itemClass' then
    perform funding_refuse('item-class', jsonb_build_object('item', v_item.item, 'class', v_item.class, 'given', p ->> 'itemClass'));
  end if;
  perform funding_check_earmark(s, v_item.estate_id, v_item.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'inKind');
  v_cell := funding_cell_of(s.id, v_item.project_id, v_item.estate_id, v_item.item, null);
  return jsonb_build_object('postingId', funding_write('inKind', v_day, jsonb_build_object('sourceId', s.id,
    'fileId', p ->> 'evidenceFileId', 'reason', p ->> 'description'), array[v_cell, v_cell],
    array['inKindOrigin', 'inKind'], array[-v_amount, v_amount], p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_line_within()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.line_id is not null and (select coalesce(sum(amount_fen), 0) from funding_receipt where line_id = new.line_id and voided_at is null)
      > (select amount_fen from funding_statement_line where id = new.line_id) then
    raise exception 'a line is receipted beyond its amount' using errcode = '23514', constraint = 'funding_line_within';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.funding_measure(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  c funding_contract;
  f funding_cell;
  s funding_source;
  v_item funding_item;
  v_id uuid := coalesce((p ->> 'measurementId')::uuid, uuidv7());
  v_day date := (p ->> 'measuredOn')::date;
  v_cell bigint;
  v_line funding_contract_line;
  v_retained bigint;
  v_recovered bigint;
  v_left bigint;
  v_owed bigint;
  t_gross bigint := 0;
  t_retained bigint := 0;
  t_recovered bigint := 0;
  v_posting uuid;
  v_rows jsonb := '[]';
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_sane_day(v_day, p_by);
  v_day := coalesce((p ->> 'bookedOn')::date, v_day);
  perform funding_open_day(c.region_code, v_day, p_by);
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item,
      line ->> 'lineId' as line_id, coalesce(line ->> 'quantity', '') as quantity, funding_fen(line ->> 'amountFen') as gross
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3, 4
  loop
    s := funding_get_source(one.source_id);
    select * into v_line from funding_contract_line where contract_id = c.id and line_id = one.line_id;
    if not found or v_line.estate_id <> one.estate_id or v_line.item <> one.item then
      perform funding_refuse('contract-line', jsonb_build_object('line', one.line_id, 'contract', c.number));
    end if;
    if v_line.measured_fen + one.gross > v_line.amount_fen then
      perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', one.item, 'act', 'measure',
        'limit', v_line.amount_fen::text, 'wanted', (v_line.measured_fen + one.gross)::text));
    end if;
    update funding_contract_line set measured_fen = measured_fen + one.gross where contract_id = c.id and line_id = one.line_id;
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    select * into strict f from funding_cell where id = v_cell;
    if f.measured_fen + one.gross > f.committed_fen then
      perform funding_refuse('balance', funding_source_words(s) || jsonb_build_object('account', 'committed', 'item', one.item,
        'available', (f.committed_fen - f.measured_fen)::text, 'needed', one.gross::text));
    end if;
    v_retained := one.gross * c.retention_bp / 10000;
    v_left := f.committed_fen - f.measured_fen - one.gross;
    v_owed := f.advance_fen - f.recovered_fen;
    -- the contract's share of this measurement, at least what the work still to come could not recover
    v_recovered := least(v_owed, one.gross - v_retained,
      greatest(one.gross * c.recovery_bp / 10000, v_owed - (v_left - v_left * c.retention_bp / 10000)));
    update funding_cell set measured_fen = measured_fen + one.gross, retained_fen = retained_fen + v_retained,
      recovered_fen = recovered_fen + v_recovered where id = f.id;
    v_cells := v_cells || array[f.id, f.id, f.id];
    v_accounts := v_accounts || array['committed', 'payable', 'retained'];
    v_amounts := v_amounts || array[v_recovered - one.gross, one.gross - v_retained - v_recovered, v_retained];
    v_rows := v_rows || jsonb_build_object('cell', f.id, 'line', one.line_id, 'region', v_line.region_code,
      'quantity', one.quantity, 'gross', one.gross, 'retained', v_retained, 'recovered', v_recovered);
    t_gross := t_gross + one.gross;
    t_retained := t_retained + v_retained;
    t_recovered := t_recovered + v_recovered;
  end loop;
  if t_gross = 0 then
    perform funding_refuse('no-lines');
  end if;
  update funding_contract set measured_fen = measured_fen + t_gross, retained_fen = retained_fen + t_retained,
    recovered_fen = recovered_fen + t_recovered where id = c.id;
  v_posting := funding_write('measure', v_day, jsonb_build_object('contractId', c.id, 'regionCode', c.region_code, 'measurementId', v_id,
    'documentNumber', p ->> 'documentNumber', 'documentOn', p ->> 'measuredOn', 'fileId', p ->> 'fileId',
    'reason', p ->> 'note'), v_cells, v_accounts, v_amounts, p_by);
  insert into funding_measurement (id, contract_id, project_id, region_code, measured_on, posting_id, gross_fen, retained_fen,
      recovered_fen, payable_fen, document_number, file_id, file_hash, note, by_id, by_name, at)
    values (v_id, c.id, c.project_id, c.region_code, (p ->> 'measuredOn')::date, v_posting, t_gross, t_retained, t_recovered,
      t_gross - t_retained - t_recovered, coalesce(p ->> 'documentNumber', ''), (p ->> 'fileId')::uuid,
      funding_file_hash((p ->> 'fileId')::uuid), coalesce(p ->> 'note', ''), (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_measurement_line (measurement_id, position, cell_id, line_id, region_code, quantity, gross_fen,
      retained_fen, recovered_fen, payable_fen)
    select v_id, n, (r ->> 'cell')::bigint, r ->> 'line', r ->> 'region', r ->> 'quantity', (r ->> 'gross')::bigint,
      (r ->> 'retained')::bigint, (r ->> 'recovered')::bigint,
      (r ->> 'gross')::bigint - (r ->> 'retained')::bigint - (r ->> 'recovered')::bigint
    from jsonb_array_elements(v_rows) with ordinality as given (r, n);
  return jsonb_build_object('measurementId', v_id, 'postingId', v_posting, 'grossFen', t_gross::text,
    'payableFen', (t_gross - t_retained - t_recovered)::text, 'retainedFen', t_retained::text,
    'recoveredFen', t_recovered::text);
end $function$

CREATE OR REPLACE FUNCTION public.funding_next_number(of_kind text, of_region text, of_year integer, how_many integer DEFAULT 1)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first bigint;
begin
  if of_region < huanju_lo() or of_region >= huanju_hi() then
    raise exception 'out of region' using errcode = '42501';
  end if;
  insert into funding_counter values (of_kind, substr(of_region, 1, 9), of_year, how_many)
    on conflict (kind, region_code, year) do update set last = funding_counter.last + how_many
    returning last - how_many + 1 into first;
  return first;
end $function$

CREATE OR REPLACE FUNCTION public.funding_open_case(p_kind text, s funding_source, p_posting uuid, p_authorisation uuid, p_amount bigint, p_detail jsonb, p_by jsonb)
 RETURNS uuid
 LANGUAGE sql
AS $function$
  insert into funding_case (id, region_code, kind, source_id, posting_id, authorisation_id, amount_fen, detail, found_at)
    values (uuidv7(), (select region_code from funding_posting where id = p_posting), p_kind, s.id, p_posting, p_authorisation, p_amount, p_detail, (p_by ->> 'at')::timestamptz)
    returning id $function$

CREATE OR REPLACE FUNCTION public.funding_open_day(p_region text, p_day date, p_by jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_books text := left(p_region, 6);
  v_closed date;
begin
  perform pg_advisory_xact_lock_shared(7150320, hashtext(v_books));
  perform funding_sane_day(p_day, p_by);
  select max(month) into v_closed from funding_period where region_code = v_books;
  if v_closed is not null and p_day < v_closed + interval '1 month' then
    perform funding_refuse('period-closed', jsonb_build_object('month', to_char(p_day, 'YYYY-MM'),
      'closed', to_char(v_closed, 'YYYY-MM')));
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_own_source(p_id uuid)
 RETURNS funding_source
 LANGUAGE plpgsql
AS $function$
declare
  s funding_source := funding_get_source(p_id);
begin
  if not funding_within(s.region_code) then
    perform funding_refuse('not-yours', funding_source_words(s));
  end if;
  return s;
end $function$

CREATE OR REPLACE FUNCTION public.funding_paid(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  a funding_authorisation;
  s funding_source;
  v_source uuid := (p ->> 'sourceId')::uuid;
  v_day date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_wrong text;
  v_moves jsonb;
  v_head jsonb;
  v_short record;
  one record;
  v_posting uuid;
  v_root bigint;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  if p ->> 'authorisationId' is not null then
    select * into a from funding_authorisation where id = (p ->> 'authorisationId')::uuid;
    if not found or not funding_within(a.region_code) then
      perform funding_refuse('authorisation');
    end if;
    perform 1 from funding_contract where id = a.contract_id for no key update;
    perform funding_hold_sources(array(select source_id from funding_authorisation_line where authorisation_id = a.id) || v_source);
    select * into a from funding_authorisation where id = a.id for no key update;
    v_source := coalesce(v_source, (select source_id from funding_authorisation_line where authorisation_id = a.id
      order by position limit 1));
  end if;
  if v_source is null then
    perform funding_refuse('source');
  end if;
  s := funding_get_source(v_source);
  v_day := funding_fact_day(s.region_code, (p ->> 'bookedOn')::date, p_by);
  s := funding_own_source(v_source);
  if a.id is null or a.reversed_at is not null then
    v_wrong := 'unauthorised';
  elsif not s.cash then
    v_wrong := 'in-kind';
  elsif btrim(p ->> 'payee') is distinct from a.payee then
    v_wrong := 'payee';
  else
    v_moves := funding_spend(a, (p ->> 'sourceId')::uuid, v_amount);
    if v_moves is null then
      v_wrong := 'above-authorised';
    end if;
  end if;
  if v_wrong is null then
    select r.source_id into v_short from (select (m ->> 'source')::uuid as source_id, sum((m ->> 'amount')::bigint) as amount
        from jsonb_array_elements(v_moves) as given (m) group by 1) as r
      left join funding_total t on t.source_id = r.source_id and t.account = 'cash'
      where coalesce(t.balance_fen, 0) < r.amount limit 1;
    if found then
      v_wrong := 'overdrawn';
    end if;
  end if;
  v_head := jsonb_build_object('sourceId', s.id, 'contractId', a.contract_id, 'authorisationId', a.id,
    'documentNumber', p ->> 'voucherNumber', 'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payee',
    'reason', p ->> 'reason');
  if v_wrong is not null then
    v_root := funding_cell_of(s.id, null, null, null, null);
    v_posting := funding_write('violation', v_day, v_head, array[v_root, v_root], array['suspense', 'violation'],
      array[-v_amount, v_amount], p_by);
    perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', a.id, v_posting);
    return jsonb_build_object('postingId', v_posting, 'caseId', funding_open_case(v_wrong, s, v_posting, a.id, v_amount,
      jsonb_build_object('voucher', p ->> 'voucherNumber', 'day', p ->> 'bookedOn'), p_by));
  end if;
  for one in select (m ->> 'cell')::bigint as cell, (m ->> 'source')::uuid as source_id, (m ->> 'position')::integer as position,
      (m ->> 'amount')::bigint as amount from jsonb_array_elements(v_moves) as given (m)
  loop
    update funding_authorisation_line set paid_fen = paid_fen + one.amount where authorisation_id = a.id and position = one.position;
    v_root := funding_cell_of(one.source_id, null, null, null, null);
    v_cells := v_cells || array[one.cell, one.cell, v_root, one.cell];
    v_accounts := v_accounts || array['authorised', 'paid', 'cash', 'spent'];
    v_amounts := v_amounts || array[-one.amount, one.amount, -one.amount, one.amount];
  end loop;
  update funding_authorisation set paid_fen = paid_fen + v_amount where id = a.id;
  v_posting := funding_write('paid', v_day, v_head, v_cells, v_accounts, v_amounts, p_by);
  perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', a.id, v_posting);
  return jsonb_build_object('postingId', v_posting, 'caseId', null);
end $function$

CREATE OR REPLACE FUNCTION public.funding_pass_gate(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  v_id uuid := uuidv7();
  v_region text;
begin
  perform funding_begin();
  select region_code into v_region from projects_project where id = (p ->> 'projectId')::uuid;
  if not found or not funding_within(v_region) then
    perform funding_refuse('project');
  end if;
  if p ->> 'contractId' is not null and not exists (select from funding_contract
      where id = (p ->> 'contractId')::uuid and project_id = (p ->> 'projectId')::uuid) then
    perform funding_refuse('contract');
  end if;
  perform funding_sane_day((p ->> 'passedOn')::date, p_by);
  insert into funding_gate (id, project_id, contract_id, region_code, gate, passed_on, document_number, file_id,
      document_hash, note, by_id, by_name, at)
    values (v_id, (p ->> 'projectId')::uuid, (p ->> 'contractId')::uuid, v_region, p ->> 'gate', (p ->> 'passedOn')::date,
      p ->> 'documentNumber', (p ->> 'fileId')::uuid, funding_file_hash((p ->> 'fileId')::uuid), coalesce(p ->> 'note', ''),
      (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz) on conflict do nothing;
  if not found then
    perform funding_refuse('gate-passed', jsonb_build_object('gate', p ->> 'gate'));
  end if;
  perform audit_append('project:' || (p ->> 'projectId'), (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.passGate', 'fundingGate', v_id::text, v_region,
    jsonb_build_object('gate', p ->> 'gate', 'passedOn', p ->> 'passedOn', 'documentNumber', p ->> 'documentNumber',
      'documentHash', funding_file_hash((p ->> 'fileId')::uuid), 'contractId', p ->> 'contractId')::text, p_by ->> 'requestId');
  return jsonb_build_object('gateId', v_id);
end $function$

CREATE OR REPLACE FUNCTION public.funding_payment_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a request begins as a draft' using errcode = '23514', constraint = 'funding_payment_follows';
    end if;
    return new;
  end if;
  if old.id <> new.id or old.contract_id <> new.contract_id or old.region_code <> new.region_code
      or old.supervised <> new.supervised
      or (old.state <> 'draft' and (old.amount_fen <> new.amount_fen or old.kind <> new.kind)) then
    raise exception 'what was handed in stays' using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  if old.state <> new.state and not exists (
      select from funding_payment_step s where s.payment_id = new.id and s.from_state = old.state and s.to_state = new.state
        and s.id = (select max(id) from funding_payment_step where payment_id = new.id)) then
    raise exception 'no step leads from % to %', old.state, new.state
      using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  if new.state = 'authorised' and not exists (
      select from funding_authorisation a where a.id = new.authorisation_id and a.payment_id = new.id
        and a.amount_fen = new.amount_fen and a.contract_id = new.contract_id and a.kind = new.kind) then
    raise exception 'the authorisation is not this request''s' using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_payment_number(p_district text, p_year integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
    insert into funding_payment_counter (district, year, last) values (p_district, p_year, 1)
    on conflict (district, year) do update set last = funding_payment_counter.last + 1 returning last
  $function$

CREATE OR REPLACE FUNCTION public.funding_payment_place(p_state text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ select coalesce(array_position(array['draft', 'submitted', 'supervisorChecked', 'subdistrictChecked',
    'taskForceChecked', 'authorised'], p_state), 0) $function$

CREATE OR REPLACE FUNCTION public.funding_payment_step_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
declare
  v_state text;
  v_supervised boolean;
  v_turn text;
  v_next text;
begin
  select state, supervised into v_state, v_supervised from funding_payment where id = new.payment_id for update;
  v_turn := case v_state when 'draft' then 'drafter'
    when 'submitted' then case when v_supervised then 'supervisor' else 'subdistrict' end
    when 'supervisorChecked' then 'subdistrict' when 'subdistrictChecked' then 'taskForce'
    when 'taskForceChecked' then 'finance' end;
  v_next := case v_turn when 'drafter' then 'submitted' when 'supervisor' then 'supervisorChecked'
    when 'subdistrict' then 'subdistrictChecked' when 'taskForce' then 'taskForceChecked' when 'finance' then 'authorised' end;
  if v_turn is null or new.from_state <> v_state or not (case new.step
      when 'submit' then new.seat = v_turn and v_turn = 'drafter' and new.to_state = v_next
      when 'check' then new.seat = v_turn and v_turn in ('supervisor', 'subdistrict', 'taskForce') and new.to_state = v_next
      when 'authorise' then new.seat = v_turn and v_turn = 'finance' and new.to_state = v_next
      when 'return' then new.seat = v_turn and funding_payment_place(new.to_state) between 1 and funding_payment_place(v_state) - 1
      when 'withdraw' then new.seat = 'drafter' and new.to_state = 'withdrawn'
      when 'refuse' then new.seat = v_turn and v_turn in ('taskForce', 'finance') and new.to_state = 'refused'
      else false end) then
    raise exception 'step % of % does not follow from %', new.step, new.seat, v_state
      using errcode = '23514', constraint = 'funding_payment_step_follows';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_reads(p_region text, p_lo text, p_hi text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select (p_region >= p_lo and p_region < p_hi) or starts_with(p_lo, p_region) $function$

CREATE OR REPLACE FUNCTION public.funding_receipt_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'receipts are kept' using errcode = '23514', constraint = 'funding_receipt_kept';
  end if;
  if tg_op = 'UPDATE' and (old.voided_at is not null or to_jsonb(old) - array['voided_at', 'voided_by', 'void_reason', 'void_posting_id']
      <> to_jsonb(new) - array['voided_at', 'voided_by', 'void_reason', 'void_posting_id']) then
    raise exception 'receipts are kept' using errcode = '23514', constraint = 'funding_receipt_kept';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.funding_receipt_sum()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update funding_bill set paid_fen =
      (select coalesce(sum(amount_fen), 0) from funding_receipt where bill_id = new.bill_id and voided_at is null)
    where id = new.bill_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.funding_receive(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_day date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_root bigint;
  v_posting uuid;
  v_case uuid;
  v_granted bigint;
  v_received bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  v_day := funding_fact_day(s.region_code, (p ->> 'bookedOn')::date, p_by);
  s := funding_own_source(s.id);
  if not s.cash then
    perform funding_refuse('in-kind', funding_source_words(s));
  end if;
  v_root := funding_cell_of(s.id, null, null, null, null);
  v_posting := funding_write('receive', v_day, jsonb_build_object('sourceId', s.id, 'documentNumber', p ->> 'voucherNumber',
    'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payer', 'reason', p ->> 'reason'),
    array[v_root, v_root], array['outside', 'cash'], array[-v_amount, v_amount], p_by);
  perform funding_take_voucher(s, 'in', p ->> 'voucherNumber', null, v_posting);
  select -coalesce(sum(balance_fen) filter (where account = 'origin'), 0),
      -coalesce(sum(balance_fen) filter (where account = 'outside'), 0) into v_granted, v_received
    from funding_total where source_id = s.id and account in ('origin', 'outside');
  if v_received > v_granted then
    v_case := funding_open_case('over-received', s, v_posting, null, v_received - v_granted,
      jsonb_build_object('grantedFen', v_granted::text, 'receivedFen', v_received::text), p_by);
  end if;
  return jsonb_build_object('postingId', v_posting, 'caseId', v_case);
end $function$

CREATE OR REPLACE FUNCTION public.funding_refund(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_root bigint;
  v_posting uuid;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  perform funding_check_cash(s, v_amount);
  v_root := funding_cell_of(s.id, null, null, null, null);
  v_posting := funding_write('refund', v_day, jsonb_build_object('sourceId', s.id, 'documentNumber', p ->> 'voucherNumber',
    'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payee', 'reason', p ->> 'reason'),
    array[v_root, v_root], array['outside', 'cash'], array[v_amount, -v_amount], p_by);
  perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', null, v_posting);
  return jsonb_build_object('postingId', v_posting);
end $function$

CREATE OR REPLACE FUNCTION public.funding_refund_sum()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update funding_bill set refunded_fen =
      (select coalesce(sum(amount_fen), 0) from funding_refund where bill_id = new.bill_id and state = 'paid')
    where id = new.bill_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.funding_refuse(p_code text, p_values jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '%', 'funding.ledger.' || p_code using errcode = 'HJF01', detail = p_values::text;
end $function$

CREATE OR REPLACE FUNCTION public.funding_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HJ001';
end $function$

CREATE OR REPLACE FUNCTION public.funding_resolve_case(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  k funding_case;
  o funding_posting;
  v_answer jsonb := '{}';
begin
  perform funding_begin();
  select * into k from funding_case where id = (p ->> 'caseId')::uuid;
  if not found or not funding_within(k.region_code) then
    perform funding_refuse('case');
  end if;
  if not exists (select from funding_source where id = k.source_id and funding_within(region_code)) then
    perform funding_refuse('not-yours');
  end if;
  select * into o from funding_posting where id = k.posting_id;
  -- Everything the reversal and the payment inside will want, held at once and in the one order: a second, later hold of
  -- a lower source would wait for somebody who waits for us.
  perform 1 from funding_contract where id in (o.contract_id, (select contract_id from funding_authorisation
    where id = (p ->> 'authorisationId')::uuid)) order by id for no key update;
  perform funding_hold_sources(array(
    select k.source_id
    union select source_id from funding_entry where posting_id = o.id
    union select source_id from funding_authorisation_line where authorisation_id = (p ->> 'authorisationId')::uuid));
  select * into k from funding_case where id = k.id for update;
  if k.state = 'resolved' then
    perform funding_refuse('case-resolved');
  end if;
  if coalesce(btrim(p ->> 'resolution'), '') = '' or p ->> 'how' not in ('returned', 'attached', 'explained') then
    perform funding_refuse('reason');
  end if;
  if k.kind <> 'over-received' and p ->> 'how' in ('returned', 'attached') then
    v_answer := funding_reverse(jsonb_build_object('postingId', k.posting_id, 'bookedOn', p ->> 'bookedOn',
      'reason', p ->> 'resolution'), p_by);
    if p ->> 'how' = 'attached' then
      v_answer := funding_paid(jsonb_build_object('authorisationId', p ->> 'authorisationId', 'sourceId', k.source_id,
        'amountFen', k.amount_fen::text, 'bookedOn', p ->> 'bookedOn', 'voucherNumber', o.document_number, 'fileId', o.file_id,
        'payee', o.party, 'reason', p ->> 'resolution'), p_by);
      if v_answer ->> 'caseId' is not null then
        perform funding_refuse('case-unfit');
      end if;
    end if;
  elsif p ->> 'how' <> 'explained' and k.kind = 'over-received' then
    perform funding_refuse('case-how');
  end if;
  update funding_case set state = 'resolved', how = p ->> 'how', resolution = p ->> 'resolution',
    resolved_posting_id = (v_answer ->> 'postingId')::uuid, resolved_by_id = (p_by ->> 'actorId')::uuid,
    resolved_by = p_by ->> 'actorName', resolved_at = (p_by ->> 'at')::timestamptz where id = k.id;
  perform audit_append('source:' || k.source_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.resolveCase', 'fundingCase', k.id::text, k.region_code,
    jsonb_build_object('how', p ->> 'how', 'resolution', p ->> 'resolution')::text, p_by ->> 'requestId');
  return jsonb_build_object('postingId', v_answer ->> 'postingId');
end $function$

CREATE OR REPLACE FUNCTION public.funding_reverse(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  o funding_posting;
  v_day date := (p ->> 'bookedOn')::date;
  v_regions text[];
  one record;
  v_gross bigint := 0;
  v_back bigint;
  v_kind text;
  v_cells bigint[];
  v_accounts text[];
  v_amounts bigint[];
begin
  perform funding_begin();
  select * into o from funding_posting where id = (p ->> 'postingId')::uuid;
  if not found or not funding_within(o.region_code) then
    perform funding_refuse('posting');
  end if;
  if o.kind in ('reverse', 'carry') then
    perform funding_refuse('reverse-kind');
  end if;
  if coalesce(btrim(p ->> 'reason'), '') = '' then
    perform funding_refuse('reason');
  end if;
  if o.contract_id is not null then
    perform 1 from funding_contract where id = o.contract_id for no key update;
  end if;
  perform funding_open_day(o.region_code, v_day, p_by);
  if v_day < o.booked_on then
    perform funding_refuse('reverse-before', jsonb_build_object('day', o.booked_on));
  end if;
  perform funding_hold_sources(array(select distinct source_id from funding_entry where posting_id = o.id));
  select array_agg(s.region_code) into v_regions from funding_source s
    where s.id in (select source_id from funding_entry where posting_id = o.id) and not funding_within(s.region_code);
  if v_regions is not null and o.kind not in ('measure', 'commit', 'uncommit') then
    perform funding_refuse('not-yours');
  end if;
  if exists (select from funding_posting where reverses_id = o.id) then
    perform funding_refuse('reversed');
  end if;
  if o.kind in ('commit', 'uncommit') then
    for one in select cell_id, amount_fen from funding_entry where posting_id = o.id and account = 'committed' loop
      update funding_cell set committed_fen = committed_fen - one.amount_fen where id = one.cell_id
        and committed_fen - one.amount_fen >= measured_fen + advance_fen - recovered_fen;
      if not found then
        perform funding_refuse('reverse-used');
      end if;
      update funding_contract set committed_fen = committed_fen - one.amount_fen where id = o.contract_id;
    end loop;
  elsif o.kind = 'measure' then
    -- only the contract's last measurement: an earlier one's recovery decided what came after it
    if exists (select from funding_measurement m where m.contract_id = o.contract_id and m.reversed_at is null
        and m.posting_id > o.id) then
      perform funding_refuse('reverse-later');
    end if;
    for one in select l.*, m.contract_id from funding_measurement_line l join funding_measurement m on m.id = l.measurement_id
      where m.posting_id = o.id
    loop
      update funding_cell set measured_fen = measured_fen - one.gross_fen, retained_fen = retained_fen - one.retained_fen,
        recovered_fen = recovered_fen - one.recovered_fen
        where id = one.cell_id and retained_fen - one.retained_fen >= released_fen;
      if not found then
        perform funding_refuse('reverse-used');
      end if;
      update funding_contract_line set measured_fen = measured_fen - one.gross_fen
        where contract_id = one.contract_id and line_id = one.line_id;
      update funding_contract c set measured_fen = measured_fen - one.gross_fen, retained_fen = retained_fen - one.retained_fen,
        recovered_fen = recovered_fen - one.recovered_fen where id = one.contract_id
        and c.progress_fen + c.settlement_fen + c.recovered_fen - one.recovered_fen + c.retained_fen - one.retained_fen
          <= c.measured_fen - one.gross_fen
        and (c.progress_fen = 0 or (c.progress_fen + c.recovered_fen - one.recovered_fen)::numeric * 10000
          <= (c.measured_fen - one.gross_fen)::numeric * c.progress_bp);
      if not found then
        perform funding_refuse('reverse-used');
      end if;
    end loop;
    update funding_measurement set reversed_at = (p_by ->> 'at')::timestamptz where posting_id = o.id;
  elsif o.kind = 'authorise' then
    update funding_authorisation set reversed_at = (p_by ->> 'at')::timestamptz where posting_id = o.id and paid_fen = 0
      returning kind into v_kind;
    if not found then
      perform funding_refuse('reverse-paid');
    end if;
    for one in select l.cell_id, l.amount_fen from funding_authorisation_line l
      join funding_authorisation a on a.id = l.authorisation_id where a.posting_id = o.id
    loop
      if v_kind in ('advance', 'retention') then
        update funding_cell set advance_fen = advance_fen - case when v_kind = 'advance' then one.amount_fen else 0 end,
          released_fen = released_fen - case when v_kind = 'retention' then one.amount_fen else 0 end
          where id = one.cell_id and (v_kind <> 'advance' or advance_fen - one.amount_fen >= recovered_fen);
        if not found then
          perform funding_refuse('reverse-used');
        end if;
      end if;
      update funding_contract set
        advance_fen = advance_fen - case when v_kind = 'advance' then one.amount_fen else 0 end,
        progress_fen = progress_fen - case when v_kind = 'progress' then one.amount_fen else 0 end,
        settlement_fen = settlement_fen - case when v_kind = 'settlement' then one.amount_fen else 0 end,
        released_fen = released_fen - case when v_kind = 'retention' then one.amount_fen else 0 end
        where id = o.contract_id;
    end loop;
  elsif o.kind = 'paid' then
    select coalesce(sum(amount_fen), 0) into v_back from funding_entry where posting_id = o.id and account = 'paid';
    update funding_authorisation set paid_fen = paid_fen - v_back where id = o.authorisation_id;
    for one in select e.cell_id, e.amount_fen from funding_entry e where e.posting_id = o.id and e.account = 'paid' loop
      update funding_authorisation_line set paid_fen = paid_fen - one.amount_fen
        where authorisation_id = o.authorisation_id and cell_id = one.cell_id;
    end loop;
  elsif o.kind = 'violation' then
    update funding_case set state = 'resolved', how = 'returned', resolution = p ->> 'reason',
      resolved_by_id = (p_by ->> 'actorId')::uuid, resolved_by = p_by ->> 'actorName',
      resolved_at = (p_by ->> 'at')::timestamptz where posting_id = o.id and state = 'open';
  end if;
  delete from funding_voucher where posting_id = o.id;
  select array_agg(cell_id), array_agg(account), array_agg(-amount_fen) into v_cells, v_accounts, v_amounts
    from funding_entry where posting_id = o.id;
  return jsonb_build_object('postingId', funding_write('reverse', v_day, jsonb_build_object('reversesId', o.id, 'regionCode', o.region_code,
    'contractId', o.contract_id, 'sourceId', o.source_id, 'authorisationId', o.authorisation_id, 'reason', p ->> 'reason'),
    v_cells, v_accounts, v_amounts, p_by));
end $function$

CREATE OR REPLACE FUNCTION public.funding_revoke_gate(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  g funding_gate;
begin
  perform funding_begin();
  update funding_gate set revoked_at = (p_by ->> 'at')::timestamptz, revoked_by = p_by ->> 'actorName',
      revoke_reason = p ->> 'reason'
    where id = (p ->> 'gateId')::uuid and revoked_at is null and funding_within(region_code) returning * into g;
  if not found then
    perform funding_refuse('gate-absent');
  end if;
  perform audit_append('project:' || g.project_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.revokeGate', 'fundingGate', g.id::text, g.region_code,
    jsonb_build_object('gate', g.gate, 'reason', p ->> 'reason')::text, p_by ->> 'requestId');
  return jsonb_build_object('gateId', g.id);
end $function$

CREATE OR REPLACE FUNCTION public.funding_rule_set_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a rule set in force is never changed' using constraint = 'funding_rule_set_frozen', errcode = '23514';
end $function$

CREATE OR REPLACE FUNCTION public.funding_sane_day(p_day date, p_by jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if p_day is null or p_day > funding_today(p_by) then
    perform funding_refuse('future', jsonb_build_object('day', p_day));
  elsif p_day < date '2000-01-01' then
    perform funding_refuse('early', jsonb_build_object('day', p_day, 'least', 2000));
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_sign(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  v_id uuid := coalesce((p ->> 'contractId')::uuid, uuidv7());
  one record;
  v_region text;
  v_sum bigint := 0;
begin
  perform funding_begin();
  if not funding_within(p ->> 'regionCode') then
    perform funding_refuse('scope');
  end if;
  perform funding_sane_day((p ->> 'signedOn')::date, p_by);
  select sum(funding_fen(line ->> 'amountFen')) into v_sum from jsonb_array_elements(p -> 'lines') as given (line);
  if v_sum is null then
    perform funding_refuse('no-lines');
  end if;
  insert into funding_contract (id, region_code, project_id, number, title, kind, contractor, organisation_id, signed_on,
    file_id, file_hash, advance_bp, recovery_bp, progress_bp, retention_bp, gates, policy_version, amount_fen,
    signed_by_id, signed_by, created_at)
  values (v_id, p ->> 'regionCode', (p ->> 'projectId')::uuid, p ->> 'number', p ->> 'title',
    coalesce(p ->> 'kind', 'works'), p ->> 'contractor', (p ->> 'organisationId')::uuid, (p ->> 'signedOn')::date,
    (p ->> 'fileId')::uuid, funding_file_hash((p ->> 'fileId')::uuid), (p -> 'terms' ->> 'advanceBp')::integer,
    (p -> 'terms' ->> 'recoveryBp')::integer, (p -> 'terms' ->> 'progressBp')::integer,
    (p -> 'terms' ->> 'retentionBp')::integer, p -> 'terms' -> 'gates', p -> 'terms' ->> 'policyVersion', v_sum,
    (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  for one in select line, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item
    from jsonb_array_elements(p -> 'lines') as given (line)
  loop
    select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
      where pe.project_id = (p ->> 'projectId')::uuid and pe.estate_id = one.estate_id and pe.living;
    if not found or not starts_with(v_region, p ->> 'regionCode') then
      perform funding_refuse('project-estate');
    end if;
    insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
      values ((p ->> 'projectId')::uuid, one.estate_id, one.item, v_region, one.line ->> 'itemClass',
        coalesce(p ->> 'origin', 'hand'), (p_by ->> 'at')::timestamptz) on conflict do nothing;
    insert into funding_contract_line (contract_id, line_id, project_id, estate_id, item, region_code, title, quantity, unit,
        amount_fen)
      values (v_id, one.line ->> 'lineId', (p ->> 'projectId')::uuid, one.estate_id, one.item, v_region,
        coalesce(one.line ->> 'title', ''), coalesce(one.line ->> 'quantity', ''), coalesce(one.line ->> 'unit', ''),
        (one.line ->> 'amountFen')::bigint);
  end loop;
  perform audit_append('contract:' || v_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.sign', 'fundingContract', v_id::text, p ->> 'regionCode',
    jsonb_build_object('number', p ->> 'number', 'amountFen', v_sum::text, 'terms', p -> 'terms',
      'signedOn', p ->> 'signedOn', 'documentHash', funding_file_hash((p ->> 'fileId')::uuid))::text, p_by ->> 'requestId');
  return jsonb_build_object('contractId', v_id, 'amountFen', v_sum::text);
end $function$

CREATE OR REPLACE FUNCTION public.funding_source_words(s funding_source)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_build_object('sourceId', s.id, 'source', s.document_number, 'sourceTitle', s.title, 'channel', s.channel,
    'subChannel', s.sub_channel) $function$

CREATE OR REPLACE FUNCTION public.funding_spend(a funding_authorisation, p_source uuid, p_amount bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare
  one funding_authorisation_line;
  v_left bigint := p_amount;
  v_take bigint;
  v_moves jsonb := '[]';
begin
  for one in select * from funding_authorisation_line where authorisation_id = a.id and (p_source is null or source_id = p_source)
    and paid_fen < amount_fen order by position
  loop
    exit when v_left = 0;
    v_take := least(v_left, one.amount_fen - one.paid_fen);
    v_moves := v_moves || jsonb_build_object('cell', one.cell_id, 'source', one.source_id, 'position', one.position, 'amount', v_take);
    v_left := v_left - v_take;
  end loop;
  return case when v_left = 0 then v_moves end;
end $function$

CREATE OR REPLACE FUNCTION public.funding_take_voucher(s funding_source, p_direction text, p_number text, p_authorisation uuid, p_posting uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if coalesce(btrim(p_number), '') = '' then
    perform funding_refuse('voucher', funding_source_words(s));
  end if;
  insert into funding_voucher (source_id, direction, number, authorisation_id, region_code, posting_id)
    values (s.id, p_direction, btrim(p_number), p_authorisation,
      (select region_code from funding_posting where id = p_posting), p_posting) on conflict do nothing;
  if not found then
    perform funding_refuse('twice', funding_source_words(s) || jsonb_build_object('voucher', btrim(p_number)));
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.funding_today(p_by jsonb)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$ select ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date $function$

CREATE OR REPLACE FUNCTION public.funding_vary(p jsonb, p_by jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  c funding_contract;
  one record;
  v_line funding_contract_line;
  v_sum bigint;
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  for one in select line, line ->> 'lineId' as line_id, (line ->> 'amountFen')::bigint as amount
    from jsonb_array_elements(p -> 'lines') as given (line)
  loop
    select * into v_line from funding_contract_line where contract_id = c.id and line_id = one.line_id;
    if found then
      if one.amount < v_line.measured_fen then
        perform funding_refuse('vary-below', jsonb_build_object('line', v_line.title, 'measured', v_line.measured_fen::text));
      end if;
      update funding_contract_line set amount_fen = one.amount where contract_id = c.id and line_id = one.line_id;
    else
      insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
        select c.project_id, pe.estate_id, one.line ->> 'item', e.region_code, one.line ->> 'itemClass', 'hand',
          (p_by ->> 'at')::timestamptz
        from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
        where pe.project_id = c.project_id and pe.estate_id = (one.line ->> 'estateId')::uuid and pe.living
          and starts_with(e.region_code, c.region_code) on conflict do nothing;
      insert into funding_contract_line (contract_id, line_id, project_id, estate_id, item, region_code, title, quantity,
          unit, amount_fen)
        select c.id, one.line_id, i.project_id, i.estate_id, i.item, i.region_code, coalesce(one.line ->> 'title', ''),
          coalesce(one.line ->> 'quantity', ''), coalesce(one.line ->> 'unit', ''), one.amount
        from funding_item i where i.project_id = c.project_id and i.estate_id = (one.line ->> 'estateId')::uuid
          and i.item = one.line ->> 'item';
      if not found then
        perform funding_refuse('project-estate');
      end if;
    end if;
  end loop;
  select sum(amount_fen) into v_sum from funding_contract_line where contract_id = c.id;
  if v_sum < c.committed_fen or v_sum::numeric * c.advance_bp < c.advance_fen::numeric * 10000 or v_sum = 0
    or exists (select from funding_cell f join lateral (select coalesce(sum(l.amount_fen), 0) as amount
        from funding_contract_line l where l.contract_id = c.id and l.estate_id = f.estate_id and l.item = f.item) as line on true
      where f.contract_id = c.id group by f.estate_id, f.item, line.amount having sum(f.committed_fen) > line.amount) then
    perform funding_refuse('vary-committed', jsonb_build_object('contract', c.number, 'committed', c.committed_fen::text));
  end if;
  insert into funding_contract_change (id, contract_id, region_code, document_number, file_id, approved_on, reason, lines,
      before_fen, after_fen, by_id, by_name, at)
    values (uuidv7(), c.id, c.region_code, p ->> 'documentNumber', (p ->> 'fileId')::uuid, (p ->> 'approvedOn')::date,
      p ->> 'reason', p -> 'lines', c.amount_fen, v_sum, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName',
      (p_by ->> 'at')::timestamptz);
  update funding_contract set amount_fen = v_sum where id = c.id;
  perform audit_append('contract:' || c.id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.vary', 'fundingContract', c.id::text, c.region_code,
    jsonb_build_object('beforeFen', c.amount_fen::text, 'afterFen', v_sum::text, 'lines', p -> 'lines',
      'documentHash', funding_file_hash((p ->> 'fileId')::uuid))::text, p_by ->> 'requestId');
  return jsonb_build_object('beforeFen', c.amount_fen::text, 'afterFen', v_sum::text);
end $function$

CREATE OR REPLACE FUNCTION public.funding_vote_passed(estate uuid, vote uuid, matter text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from participation_vote v, jsonb_array_elements(v.result -> 'matters') m
    where v.id = vote and v.estate_id = estate and v.state in ('closed', 'posted')
      and m ->> 'id' = matter and (m -> 'outcome' ->> 'passed')::boolean)
$function$

CREATE OR REPLACE FUNCTION public.funding_within(p_region text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select p_region >= huanju_lo() and p_region < huanju_hi() $function$

CREATE OR REPLACE FUNCTION public.funding_write(p_kind text, p_day date, p jsonb, p_cells bigint[], p_accounts text[], p_amounts bigint[], p_by jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  v_id uuid := uuidv7();
  v_region text;
  v_short record;
  v_source record;
  v_month date := date_trunc('month', p_day)::date;
  v_amount bigint;
begin
  -- money of a year may be announced in the year before it, not earlier
  select s as source, s.first_year - 1 as least into v_short from unnest(p_cells) as move (cell)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    where s.first_year - 1 > extract(year from p_day) limit 1;
  if found then
    perform funding_refuse('early', funding_source_words(v_short.source)
      || jsonb_build_object('day', p_day, 'least', v_short.least));
  end if;
  select array_agg(cell order by cell, account), array_agg(account order by cell, account),
      array_agg(amount order by cell, account), coalesce(sum(amount) filter (where amount > 0), 0)
    into p_cells, p_accounts, p_amounts, v_amount
    from (select cell, account, sum(amount)::bigint as amount from unnest(p_cells, p_accounts, p_amounts)
      as move (cell, account, amount) group by cell, account having sum(amount) <> 0) as moves;
  insert into funding_balance (cell_id, account, source_id, project_id, estate_id, item, contract_id, region_code)
    select c.id, move.account, c.source_id, c.project_id, c.estate_id, c.item, c.contract_id, c.region_code
    from unnest(p_cells, p_accounts) as move (cell, account) join funding_cell c on c.id = move.cell
    where not exists (select from funding_balance b where b.cell_id = move.cell and b.account = move.account);
  select b.account, b.balance_fen, -move.amount as needed, b.item, b.estate_id, s as source into v_short
    from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
    join funding_balance b on b.cell_id = move.cell and b.account = move.account
    join funding_source s on s.id = b.source_id
    where b.balance_fen + move.amount < 0 and b.account not in ('origin', 'outside', 'inKindOrigin', 'suspense') limit 1;
  if found then
    perform funding_refuse('balance', funding_source_words(v_short.source) || jsonb_build_object('account', v_short.account,
      'available', v_short.balance_fen::text, 'needed', v_short.needed::text, 'item', v_short.item));
  end if;
  select case when count(distinct c.region_code) filter (where c.estate_id is not null) = 1
      then min(c.region_code) filter (where c.estate_id is not null)
      when p ->> 'contractId' is not null then (select region_code from funding_contract where id = (p ->> 'contractId')::uuid)
      else (array_agg(s.region_code order by length(s.region_code), s.region_code))[1] end into v_region
    from unnest(p_cells) as move (cell) join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id;
  insert into funding_posting (id, kind, booked_on, region_code, source_id, contract_id, authorisation_id, measurement_id,
    allocation_id, reverses_id, amount_fen, reason, party, document_number, document_on, file_id, file_hash, by_id,
    by_name, at)
  values (v_id, p_kind, p_day, coalesce(v_region, p ->> 'regionCode'), (p ->> 'sourceId')::uuid, (p ->> 'contractId')::uuid,
    (p ->> 'authorisationId')::uuid, (p ->> 'measurementId')::uuid, (p ->> 'allocationId')::uuid,
    (p ->> 'reversesId')::uuid, v_amount, coalesce(p ->> 'reason', ''), coalesce(p ->> 'party', ''),
    coalesce(p ->> 'documentNumber', ''), (p ->> 'documentOn')::date, (p ->> 'fileId')::uuid,
    funding_file_hash((p ->> 'fileId')::uuid), (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_total (source_id, account, region_code)
    select distinct c.source_id, move.account, s.region_code from unnest(p_cells, p_accounts) as move (cell, account)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    where not exists (select from funding_total t where t.source_id = c.source_id and t.account = move.account);
  with balance as (
    update funding_balance b set balance_fen = b.balance_fen + move.amount
      from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
      where b.cell_id = move.cell and b.account = move.account
      returning b.cell_id, b.account, b.source_id, b.region_code, b.balance_fen, move.amount
  ), turn as (
    select source_id, account, sum(amount)::bigint as amount, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as came,
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as went, count(*) as entries
    from balance group by source_id, account
  ), total as (
    update funding_total t set balance_fen = t.balance_fen + turn.amount from turn
      where t.source_id = turn.source_id and t.account = turn.account
      returning t.source_id, t.account, t.region_code, t.balance_fen, turn.amount, turn.came, turn.went, turn.entries
  ), months as (
    insert into funding_month as m (source_id, account, month, region_code, in_fen, out_fen, entries)
      select source_id, account, v_month, region_code, came, went, entries from total
      on conflict (source_id, account, month) do update set in_fen = m.in_fen + excluded.in_fen,
        out_fen = m.out_fen + excluded.out_fen, entries = m.entries + excluded.entries
  )
  insert into funding_entry (posting_id, source_id, cell_id, region_code, account, amount_fen, balance_after_fen,
      source_after_fen, booked_on)
    select v_id, b.source_id, b.cell_id, b.region_code, b.account, b.amount, b.balance_fen,
      t.balance_fen - t.amount + sum(b.amount) over (partition by b.source_id, b.account order by b.cell_id), p_day
    from balance b join total t on t.source_id = b.source_id and t.account = b.account
    order by b.source_id, b.cell_id, b.amount;
  for v_source in
    select c.source_id, s.region_code, jsonb_agg(jsonb_build_array(move.account, move.cell, move.amount::text)
      order by move.cell, move.account) as entries
    from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    group by c.source_id, s.region_code order by c.source_id
  loop
    perform audit_append('source:' || v_source.source_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', 'funding.ledger.' || p_kind, 'fundingPosting', v_id::text, v_source.region_code,
      jsonb_build_object('bookedOn', p_day, 'entries', v_source.entries)::text, p_by ->> 'requestId');
  end loop;
  if p_cells is null then
    -- a measurement the advance had paid for already moves nothing, and is told of beside the contract
    perform audit_append(coalesce('contract:' || (p ->> 'contractId'), 'source:' || (p ->> 'sourceId')), (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', 'funding.ledger.' || p_kind, 'fundingPosting', v_id::text, p ->> 'regionCode',
      jsonb_build_object('bookedOn', p_day)::text, p_by ->> 'requestId');
  end if;
  return v_id;
end $function$

CREATE OR REPLACE FUNCTION public.huanju_hi()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('huanju.hi', true), '') $function$

CREATE OR REPLACE FUNCTION public.huanju_lo()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('huanju.lo', true), '') $function$

CREATE OR REPLACE FUNCTION public.participation_ballot_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'ballots are append-only' using errcode = 'HJ002';
end $function$

CREATE OR REPLACE FUNCTION public.participation_ballots_open(p_vote uuid, p_tokens bytea[], p_keys uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
declare
  v participation_vote;
  v_sessions jsonb;
  v_owners uuid[];
begin
  perform set_config('synchronous_commit', 'on', true),
    set_config('huanju.lo', '', true), set_config('huanju.hi', '99', true);
  select * into v from participation_vote where id = p_vote for update;
  if not found then
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('hash', encode(token_hash, 'hex'), 'estateId', estate_id,
      'ownerId', owner_id, 'verifiedBy', verified_by, 'helperId', helper_id, 'helperName', helper_name,
      'expiresAt', expires_at, 'removed', owner_id is not null and not exists (select from survey_ownership w
        where w.part_id = participation_session.part_id and w.owner_id = participation_session.owner_id
          and w.until is null))), '[]'), coalesce(array_agg(owner_id) filter (where owner_id is not null), '{}')
    into v_sessions, v_owners
    from participation_session where token_hash = any (p_tokens) and ended_at is null;
  perform set_config('huanju.lo', v.region_code, true),
    set_config('huanju.hi', (v.region_code::bigint + 1)::text, true);
  return jsonb_build_object(
    'vote', jsonb_build_object('id', v.id, 'estateId', v.estate_id, 'regionCode', v.region_code, 'title', v.title,
      'state', v.state, 'opensAt', v.opens_at, 'closesAt', v.closes_at, 'lastAt', v.last_at, 'rules', v.rules,
      'nextSeq', v.next_seq),
    'sessions', v_sessions,
    'matters', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title) order by m.position, m.id), '[]')
      from participation_matter m where m.vote_id = p_vote),
    'entitlements', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'pseudonym', e.pseudonym,
        'ownerId', e.owner_id, 'building', e.building, 'entrance', e.entrance, 'room', e.room,
        'ballots', (select count(*) from participation_ballot b
          where b.vote_id = p_vote and b.entitlement_id = e.id))
        order by e.building, e.entrance, e.room, e.id), '[]')
      from participation_entitlement e where e.vote_id = p_vote and e.owner_id = any (v_owners)),
    'known', (select coalesce(jsonb_agg(jsonb_build_object('key', b.key, 'entitlementId', b.entitlement_id,
        'seq', b.seq, 'at', b.at, 'receipt', b.receipt, 'choices', b.choices,
        'times', (select count(*) from participation_ballot o where o.vote_id = p_vote
          and o.entitlement_id = b.entitlement_id and o.seq <= b.seq)) order by b.seq), '[]')
      from participation_ballot b where b.vote_id = p_vote and b.key = any (p_keys)));
end $function$

CREATE OR REPLACE FUNCTION public.participation_ballots_place(p_vote uuid, p_region text, p_at timestamp with time zone, p_rows jsonb, p_lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
declare
  v_count bigint := jsonb_array_length(p_rows);
  v_first bigint;
begin
  update participation_vote set next_seq = next_seq + v_count, last_at = p_at where id = p_vote
    returning next_seq - v_count into strict v_first;
  insert into participation_ballot (vote_id, seq, region_code, entitlement_id, choices, channel, at, nonce, receipt, key,
    verified_by, entered_by_id, entered_by, proxy_id, file_id, reason)
  select p_vote, v_first + n - 1, p_region, (one ->> 'entitlementId')::uuid, one -> 'choices', one ->> 'channel', p_at,
    decode(one ->> 'nonce', 'hex'), one ->> 'receipt', (one ->> 'key')::uuid, one ->> 'verifiedBy',
    (one ->> 'enteredById')::uuid, one ->> 'enteredBy', (one ->> 'proxyId')::uuid, (one ->> 'fileId')::uuid,
    one ->> 'reason'
  from jsonb_array_elements(p_rows) with ordinality as given (one, n) order by n;
  perform audit_append_many('vote:' || p_vote, p_lines);
end $function$

CREATE OR REPLACE FUNCTION public.participation_paper_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  vote uuid := case when tg_op = 'DELETE' then old.vote_id else new.vote_id end;
begin
  if (select state in ('draft', 'roll') from participation_vote where id = vote) is true
     and not exists (select from participation_ballot where vote_id = vote) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- Co-owners may still name who votes for them: it moves no head and no area.
  if tg_table_name = 'participation_entitlement' and tg_op = 'UPDATE'
     and to_jsonb(old) ->> 'owner_id' is null and to_jsonb(old) ->> 'unsold' = 'false'
     and to_jsonb(old) - array['owner_id', 'owner_masked'] = to_jsonb(new) - array['owner_id', 'owner_masked'] then
    return new;
  end if;
  raise exception 'matters and roll of a vote are fixed once announced'
    using errcode = '23514', constraint = 'participation_vote_frozen';
end $function$

CREATE OR REPLACE FUNCTION public.participation_vote_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  fixed text[] := array['id', 'estate_id', 'region_code', 'number', 'scope', 'building', 'entrance'];
  ranks text[] := array['draft', 'roll', 'announced', 'open', 'closed', 'posted'];
  name text;
begin
  if old.state in ('announced', 'open', 'closed', 'posted', 'cancelled')
     or exists (select from participation_ballot where vote_id = old.id) then
    fixed := fixed || array['title', 'convener', 'convener_name', 'scope_name', 'subject', 'rules', 'thresholds',
      'calendar', 'announced_on', 'opens_at', 'closes_at', 'rules_frozen_at', 'roll_hash', 'roll_excluded'];
  end if;
  if old.state in ('closed', 'posted', 'cancelled') then
    fixed := fixed || array['closed_at', 'result', 'root', 'bundle_file', 'next_seq', 'last_at'];
  end if;
  foreach name in array fixed loop
    if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
      raise exception 'a vote keeps its % once announced', name
        using errcode = '23514', constraint = 'participation_vote_frozen';
    end if;
  end loop;
  if new.state <> old.state and not (
    (new.state = 'cancelled' and old.state in ('draft', 'roll', 'announced', 'open'))
    or (new.state = 'draft' and old.state = 'roll')
    or (new.state <> 'cancelled' and old.state <> 'cancelled'
        and array_position(ranks, new.state) = array_position(ranks, old.state) + 1)) then
    raise exception 'a vote does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'participation_vote_frozen';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.plan_run_estate_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the estates of a plan run are frozen' using errcode = 'HJ002';
end $function$

CREATE OR REPLACE FUNCTION public.plan_run_estate_late()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select 1 from plan_run where id = new.run_id and published_version is not null) then
    raise exception 'the estates of a published plan are frozen' using errcode = 'HJ002';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.plan_run_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.published_version is null
     and (to_jsonb(new) - array['published_version', 'published_at', 'published_by', 'publish_note'])
       = (to_jsonb(old) - array['published_version', 'published_at', 'published_by', 'publish_note']) then
    return new;
  end if;
  raise exception 'a plan run is frozen' using errcode = 'HJ002';
end $function$

CREATE OR REPLACE FUNCTION public.scheme_investment_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state <> 'asked' then
    raise exception 'a figure is decided once' using errcode = '23514', constraint = 'scheme_investment_decided';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.scheme_line_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  of_version uuid := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
  if not exists (select from scheme_version v where v.id = of_version and v.state = 'draft')
     or (tg_op = 'UPDATE' and old.version_id <> new.version_id) then
    raise exception 'lines change in a draft only' using errcode = '23514', constraint = 'scheme_line_frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$

CREATE OR REPLACE FUNCTION public.scheme_version_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  fixed text[] := array['id', 'scheme_id', 'region_code', 'number', 'origin', 'base_id', 'created_at', 'created_by'];
  content text[] := array['title', 'summary', 'other_bp', 'contingency_bp', 'contingency_on', 'works_fen', 'other_fen',
    'contingency_fen', 'total_fen', 'ceiling_fen', 'ceiling_basis', 'revision', 'hash', 'pack_version',
    'submitted_at', 'submitted_by', 'submitted_by_id'];
  name text;
begin
  if old.state in ('approved', 'returned', 'cancelled') then
    raise exception 'a version that is % never changes', old.state
      using errcode = '23514', constraint = 'scheme_version_frozen';
  end if;
  if old.state <> 'draft' then
    fixed := fixed || content;
  end if;
  foreach name in array fixed loop
    if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
      raise exception 'a version keeps its % once handed in', name
        using errcode = '23514', constraint = 'scheme_version_frozen';
    end if;
  end loop;
  if new.state <> old.state and not (
    new.state in ('returned', 'cancelled')
    or (old.state = 'draft' and new.state = 'submitted')
    or (old.state = 'draft' and new.state = 'approved' and old.origin = 'variation')
    or (old.state = 'submitted' and new.state = 'reviewed')
    or (old.state = 'reviewed' and new.state = 'posted')
    or (old.state in ('reviewed', 'posted') and new.state = 'approved')) then
    raise exception 'a version does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'scheme_version_order';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.stored_file_known(hash text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$select exists (select from stored_file where sha256 = hash)$function$


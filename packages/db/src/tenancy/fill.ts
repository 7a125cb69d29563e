import type postgres from 'postgres'

/** One row, at least, in every table of a tenant; ids end with the tenant's letter. */
export async function fillTenant(owner: postgres.Sql, letter: string) {
  const [o, at] = [`org_${letter}`, new Date().toISOString()]
  const of = (kind: string) => `${kind}_${letter}`
  await owner.unsafe(`
    insert into auth.users (id, name, email) values ('${of('usr')}', 'Person ${letter}', '${letter}@people.test');
    insert into organizations (id, name, slug, chat_api_key) values ('${o}', 'Org ${letter}', 'org-${letter}', 'pk_${letter.repeat(20)}');
    insert into members (id, organization_id, user_id, role) values ('${of('mem')}', '${o}', '${of('usr')}', 'owner');
    insert into departments (organization_id, id, name) values ('${o}', '${of('dep')}', 'Orders');
    insert into department_members (organization_id, department_id, member_id) values ('${o}', '${of('dep')}', '${of('mem')}');
    insert into chat_users (organization_id, id, name) values ('${o}', '${of('cu')}', 'Contact ${letter}');
    insert into visitor_sessions (organization_id, id, chat_user_id, token_hash, expires_at)
      values ('${o}', '${of('vis')}', '${of('cu')}', '${of('hash')}', '${at}');
    insert into conversations (organization_id, id, number, chat_user_id, department_id)
      values ('${o}', '${of('conv')}', 1, '${of('cu')}', '${of('dep')}');
    insert into conversation_numbers (organization_id, last) values ('${o}', 1);
    insert into conversation_participants (organization_id, conversation_id, id, member_id)
      values ('${o}', '${of('conv')}', '${of('mem')}', '${of('mem')}');
    insert into conversation_assignments (organization_id, id, conversation_id, reason)
      values ('${o}', '${of('asg')}', '${of('conv')}', 'manual');
    insert into ratings (organization_id, conversation_id, score) values ('${o}', '${of('conv')}', 5);
    insert into messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, content)
      values ('${o}', '${of('msg')}', '${of('conv')}', 1, 'user', '${of('cu')}', 'Text ${letter}');
    insert into attachments (organization_id, id, message_id, chat_user_id, file_name, content_type, kind, size, storage_key)
      values ('${o}', '${of('att')}', '${of('msg')}', '${of('cu')}', 'a.txt', 'text/plain', 'file', 1, '${o}/a');
    insert into mails (organization_id, id, chat_user_id, conversation_id, address_hash, up_to_seq, link_expires_at)
      values ('${o}', '${of('mail')}', '${of('cu')}', '${of('conv')}', 'hash', 1, '${at}');
    insert into mail_addresses (organization_id, address_hash) values ('${o}', 'hash');
    insert into reaction_cursors (organization_id, seq) values ('${o}', 0);
    insert into audit_log (organization_id, id, actor, action) values ('${o}', '${of('aud')}', 'system', 'test');
    insert into tombstones (organization_id, id_hash) values ('${o}', 'hash');
    insert into removed_files (organization_id, storage_key) values ('${o}', '${o}/b');
    insert into identity_secrets (organization_id, id, place, secret, hint)
      values ('${o}', '${of('ids')}', 1, 'sealed', 'hint');
    insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values ('${o}', 'user', 'person-${letter}', '${of('cu')}');
    insert into used_identity_tokens (organization_id, jti, expires_at) values ('${o}', '${of('jti')}', '${at}');
    insert into chat_user_credentials (organization_id, chat_user_id, phone, password_hash)
      values ('${o}', '${of('cu')}', '+4915112345678', 'hash');
    insert into theme_versions (organization_id, id, state, number, tokens)
      values ('${o}', '${of('thm')}', 'published', 1, '{}');
    insert into pictures (organization_id, id, hash, content_type, size, width, height, storage_key)
      values ('${o}', '${of('pic')}', 'hash', 'image/png', 1, 1, 1, '${o}/c');
    insert into previous_widget_keys (organization_id, key) values ('${o}', 'pk_old_${letter.repeat(16)}');
  `)
}

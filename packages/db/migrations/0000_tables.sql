CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "auth"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_providerId_accountId_unique" UNIQUE("provider_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"inviter_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "auth"."sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"active_organization_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth"."two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_users" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"user_id" text,
	"name" text,
	"first_name" text,
	"last_name" text,
	"email" text,
	"phone" text,
	"avatar_url" text,
	"address" text,
	"date_of_birth" date,
	"language" text,
	"time_zone" text,
	"location" text,
	"status" text DEFAULT 'active' NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"user_agent" text,
	"ip_address" text,
	"verified" boolean DEFAULT false NOT NULL,
	"merged_into" text,
	"owner_member_id" text,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_contacted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_users_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "chat_users_status" CHECK ("chat_users"."status" in ('active', 'blocked'))
);
--> statement-breakpoint
CREATE TABLE "visitor_sessions" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"chat_user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"origin" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "visitor_sessions_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "visitor_sessions_token" UNIQUE("organization_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "conversation_assignments" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"agent_id" text,
	"department_id" text,
	"assigned_by" text,
	"reason" text NOT NULL,
	"note" text,
	"assigned_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "conversation_assignments_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "assignments_reason" CHECK ("conversation_assignments"."reason" in ('auto', 'manual', 'transfer', 'accept', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "conversation_counts" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"topic" text NOT NULL,
	"queued" integer DEFAULT 0 NOT NULL,
	"active" integer DEFAULT 0 NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "conversation_counts_pk" PRIMARY KEY("organization_id","topic"),
	CONSTRAINT "conversation_counts_positive" CHECK (least("conversation_counts"."queued", "conversation_counts"."active", "conversation_counts"."unread") >= 0)
);
--> statement-breakpoint
CREATE TABLE "conversation_numbers" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "conversation_numbers_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "conversation_participants" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"conversation_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text,
	"chat_user_id" text,
	"last_read_seq" integer DEFAULT 0 NOT NULL,
	"last_delivered_seq" integer DEFAULT 0 NOT NULL,
	"read_total" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_participants_pk" PRIMARY KEY("organization_id","conversation_id","id"),
	CONSTRAINT "participants_one" CHECK (num_nonnulls("conversation_participants"."member_id", "conversation_participants"."chat_user_id") = 1 and "conversation_participants"."id" = coalesce("conversation_participants"."member_id", "conversation_participants"."chat_user_id"))
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"chat_user_id" text NOT NULL,
	"department_id" text,
	"assigned_agent_id" text,
	"status" text DEFAULT 'open' NOT NULL,
	"priority" text DEFAULT 'normal' NOT NULL,
	"subject" text,
	"channel" text DEFAULT 'web' NOT NULL,
	"page_url" text,
	"referrer" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_message" jsonb,
	"last_message_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"visitor_messages" integer DEFAULT 0 NOT NULL,
	"team_messages" integer DEFAULT 0 NOT NULL,
	"assignee_read_total" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp (3) with time zone,
	"waiting_since" timestamp (3) with time zone,
	"first_response_at" timestamp (3) with time zone,
	"last_agent_response_at" timestamp (3) with time zone,
	"snoozed_until" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"audience" text[] GENERATED ALWAYS AS (array_remove(array['everything', 'department:' || coalesce(department_id, 'none'), 'member:' || assigned_agent_id, 'chatuser:' || chat_user_id], null)) STORED NOT NULL,
	"is_queued" boolean GENERATED ALWAYS AS (assigned_agent_id is null and closed_at is null and snoozed_until is null and archived_at is null) STORED NOT NULL,
	"is_active" boolean GENERATED ALWAYS AS (assigned_agent_id is not null and closed_at is null and archived_at is null) STORED NOT NULL,
	"is_unread" boolean GENERATED ALWAYS AS (assigned_agent_id is not null and closed_at is null and archived_at is null and visitor_messages > assignee_read_total) STORED NOT NULL,
	CONSTRAINT "conversations_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "conversations_number" UNIQUE("organization_id","number"),
	CONSTRAINT "conversations_status" CHECK ("conversations"."status" in ('open', 'waiting_for_user', 'waiting_for_agent', 'resolved', 'unresolved', 'closed')),
	CONSTRAINT "conversations_ended" CHECK (("conversations"."closed_at" is not null) = ("conversations"."status" in ('resolved', 'unresolved', 'closed'))),
	CONSTRAINT "conversations_priority" CHECK ("conversations"."priority" in ('low', 'normal', 'high', 'urgent')),
	CONSTRAINT "conversations_channel" CHECK ("conversations"."channel" in ('web', 'whatsapp', 'email', 'api'))
);
--> statement-breakpoint
CREATE TABLE "department_members" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"department_id" text NOT NULL,
	"member_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "department_members_pk" PRIMARY KEY("organization_id","department_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "departments_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "departments_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_log_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_heads" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "event_heads_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"audience" text[] NOT NULL,
	"hidden_from" text[] DEFAULT '{}' NOT NULL,
	"conversation_id" text,
	"actor" text NOT NULL,
	"data" json NOT NULL,
	"visitor_data" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_pk" PRIMARY KEY("organization_id","seq")
);
--> statement-breakpoint
CREATE TABLE "previous_widget_keys" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"key" text NOT NULL,
	"expires_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "previous_widget_keys_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
CREATE TABLE "member_profiles" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"avatar_url" text,
	"phone" text,
	"role" text DEFAULT 'agent' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"chat_is_online" boolean DEFAULT true NOT NULL,
	"chat_max_concurrent_chats" integer DEFAULT 8 NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"left_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_profiles_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "member_profiles_role" CHECK ("member_profiles"."role" in ('owner', 'admin', 'supervisor', 'agent')),
	CONSTRAINT "member_profiles_status" CHECK ("member_profiles"."status" in ('active', 'inactive'))
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"chat_role" text,
	"chat_is_online" boolean DEFAULT true NOT NULL,
	"chat_max_concurrent_chats" integer DEFAULT 8 NOT NULL,
	CONSTRAINT "members_organization_user" UNIQUE("organization_id","user_id"),
	CONSTRAINT "members_chat_role" CHECK ("members"."chat_role" in ('supervisor', 'agent')),
	CONSTRAINT "members_max_chats" CHECK ("members"."chat_max_concurrent_chats" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"message_id" text,
	"chat_user_id" text,
	"member_id" text,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"kind" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"storage_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachments_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "attachments_uploader" CHECK (num_nonnulls("attachments"."chat_user_id", "attachments"."member_id") = 1),
	CONSTRAINT "attachments_kind" CHECK ("attachments"."kind" in ('image', 'audio', 'video', 'file'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"sender_type" text NOT NULL,
	"chat_user_id" text,
	"member_id" text,
	"type" text DEFAULT 'text' NOT NULL,
	"content" text DEFAULT '' NOT NULL,
	"caption" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'sent' NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"error_data" jsonb,
	"reply_to_message_id" text,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "messages_seq" UNIQUE("organization_id","conversation_id","seq"),
	CONSTRAINT "messages_sender" CHECK (case "messages"."sender_type"
        when 'user' then "messages"."chat_user_id" is not null and "messages"."member_id" is null
        when 'agent' then "messages"."member_id" is not null and "messages"."chat_user_id" is null
        when 'system' then num_nonnulls("messages"."chat_user_id", "messages"."member_id") = 0
        when 'bot' then num_nonnulls("messages"."chat_user_id", "messages"."member_id") = 0
        else false end),
	CONSTRAINT "messages_type" CHECK ("messages"."type" in ('text', 'image', 'file', 'audio', 'video', 'sticker', 'location', 'template')),
	CONSTRAINT "messages_status" CHECK ("messages"."status" in ('sent', 'delivered', 'read', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"metadata" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"chat_api_key" text NOT NULL,
	"chat_domain" text,
	"chat_allowed_domains" text[] DEFAULT '{}' NOT NULL,
	"chat_is_active" boolean DEFAULT true NOT NULL,
	"chat_theme" text DEFAULT 'auto' NOT NULL,
	"chat_primary_color" text DEFAULT '#03604a' NOT NULL,
	"chat_position" text DEFAULT 'bottom-right' NOT NULL,
	"chat_welcome_message" text DEFAULT 'Halloo! How can we help?' NOT NULL,
	"chat_show_agent_avatar" boolean DEFAULT true NOT NULL,
	"chat_collect_email" boolean DEFAULT false NOT NULL,
	"chat_collect_name" boolean DEFAULT false NOT NULL,
	"chat_visibility" text DEFAULT 'all' NOT NULL,
	"chat_version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_chatApiKey_unique" UNIQUE("chat_api_key"),
	CONSTRAINT "organizations_theme" CHECK ("organizations"."chat_theme" in ('auto', 'light', 'dark')),
	CONSTRAINT "organizations_position" CHECK ("organizations"."chat_position" in ('bottom-right', 'bottom-left')),
	CONSTRAINT "organizations_color" CHECK ("organizations"."chat_primary_color" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "organizations_visibility" CHECK ("organizations"."chat_visibility" in ('all', 'department', 'assigned')),
	CONSTRAINT "organizations_key" CHECK ("organizations"."chat_api_key" ~ '^pk_[A-Za-z0-9_-]{16,64}$')
);
--> statement-breakpoint
ALTER TABLE "auth"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_users" ADD CONSTRAINT "chat_users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_users" ADD CONSTRAINT "chat_users_owner_fk" FOREIGN KEY ("organization_id","owner_member_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_sessions" ADD CONSTRAINT "visitor_sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_sessions" ADD CONSTRAINT "visitor_sessions_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_assignments" ADD CONSTRAINT "conversation_assignments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_assignments" ADD CONSTRAINT "assignments_conversation_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_assignments" ADD CONSTRAINT "assignments_agent_fk" FOREIGN KEY ("organization_id","agent_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_assignments" ADD CONSTRAINT "assignments_assigned_by_fk" FOREIGN KEY ("organization_id","assigned_by") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_assignments" ADD CONSTRAINT "assignments_department_fk" FOREIGN KEY ("organization_id","department_id") REFERENCES "public"."departments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_counts" ADD CONSTRAINT "conversation_counts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_numbers" ADD CONSTRAINT "conversation_numbers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "conversation_participants_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "participants_conversation_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "participants_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "participants_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_department_fk" FOREIGN KEY ("organization_id","department_id") REFERENCES "public"."departments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_assignee_fk" FOREIGN KEY ("organization_id","assigned_agent_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_department_fk" FOREIGN KEY ("organization_id","department_id") REFERENCES "public"."departments"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_heads" ADD CONSTRAINT "event_heads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "previous_widget_keys" ADD CONSTRAINT "previous_widget_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_profiles" ADD CONSTRAINT "member_profiles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_message_fk" FOREIGN KEY ("organization_id","message_id") REFERENCES "public"."messages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user_id_index" ON "auth"."accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitations_organization_id_index" ON "auth"."invitations" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "invitations_email_index" ON "auth"."invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "auth"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_user_id_index" ON "auth"."two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_secret_index" ON "auth"."two_factors" USING btree ("secret");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "auth"."verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "chat_users_created" ON "chat_users" USING btree ("organization_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "visitor_sessions_chat_user" ON "visitor_sessions" USING btree ("organization_id","chat_user_id");--> statement-breakpoint
CREATE INDEX "assignments_conversation" ON "conversation_assignments" USING btree ("organization_id","conversation_id","assigned_at");--> statement-breakpoint
CREATE INDEX "conversations_closed" ON "conversations" USING btree ("organization_id","closed_at");--> statement-breakpoint
CREATE INDEX "conversations_assignee" ON "conversations" USING btree ("organization_id","assigned_agent_id");--> statement-breakpoint
CREATE INDEX "conversations_chat_user" ON "conversations" USING btree ("organization_id","chat_user_id");--> statement-breakpoint
CREATE INDEX "conversations_department" ON "conversations" USING btree ("organization_id","department_id");--> statement-breakpoint
CREATE INDEX "department_members_member" ON "department_members" USING btree ("organization_id","member_id");--> statement-breakpoint
CREATE INDEX "audit_log_created" ON "audit_log" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "member_profiles_name" ON "member_profiles" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "member_profiles_user" ON "member_profiles" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "members_user_id_index" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attachments_message" ON "attachments" USING btree ("organization_id","message_id");
CREATE TABLE "chat_user_credentials" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"chat_user_id" text NOT NULL,
	"phone" text NOT NULL,
	"password_hash" text NOT NULL,
	"phone_verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_user_credentials_pk" PRIMARY KEY("organization_id","chat_user_id"),
	CONSTRAINT "chat_user_credentials_phone" UNIQUE("organization_id","phone"),
	CONSTRAINT "chat_user_credentials_e164" CHECK ("chat_user_credentials"."phone" ~ '^[+][1-9][0-9]{4,14}$')
);
--> statement-breakpoint
CREATE TABLE "contact_external_ids" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"chat_user_id" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_external_ids_pk" PRIMARY KEY("organization_id","type","value"),
	CONSTRAINT "contact_external_ids_length" CHECK (char_length("contact_external_ids"."type") <= 40 and char_length("contact_external_ids"."value") <= 255)
);
--> statement-breakpoint
CREATE TABLE "identity_secrets" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"place" integer NOT NULL,
	"secret" text NOT NULL,
	"hint" text NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "identity_secrets_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "identity_secrets_place" UNIQUE("organization_id","place"),
	CONSTRAINT "identity_secrets_two" CHECK ("identity_secrets"."place" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "used_identity_tokens" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"jti" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "used_identity_tokens_pk" PRIMARY KEY("organization_id","jti")
);
--> statement-breakpoint
ALTER TABLE "visitor_sessions" ADD COLUMN "identity_secret_id" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_identity_mode" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_user_credentials" ADD CONSTRAINT "chat_user_credentials_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_user_credentials" ADD CONSTRAINT "chat_user_credentials_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_external_ids" ADD CONSTRAINT "contact_external_ids_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_external_ids" ADD CONSTRAINT "contact_external_ids_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_secrets" ADD CONSTRAINT "identity_secrets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_secrets" ADD CONSTRAINT "identity_secrets_created_by_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "used_identity_tokens" ADD CONSTRAINT "used_identity_tokens_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_external_ids_chat_user" ON "contact_external_ids" USING btree ("organization_id","chat_user_id");--> statement-breakpoint
CREATE INDEX "used_identity_tokens_expires" ON "used_identity_tokens" USING btree ("organization_id","expires_at");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_identity_mode" CHECK ("organizations"."chat_identity_mode" in ('off', 'optional', 'required'));
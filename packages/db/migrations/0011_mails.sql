CREATE TABLE "reaction_cursors" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "reaction_cursors_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "mail_addresses" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"address_hash" text NOT NULL,
	"unproven_mail_id" text,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "mail_addresses_pk" PRIMARY KEY("organization_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"chat_user_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"up_to_seq" integer NOT NULL,
	"link_expires_at" timestamp (3) with time zone NOT NULL,
	"link_uses" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "mails_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "reaction_cursors" ADD CONSTRAINT "reaction_cursors_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_chat_user_fk" FOREIGN KEY ("organization_id","chat_user_id") REFERENCES "public"."chat_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_conversation_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_chat_user" ON "mails" USING btree ("organization_id","chat_user_id");--> statement-breakpoint
CREATE INDEX "mails_conversation" ON "mails" USING btree ("organization_id","conversation_id");--> statement-breakpoint
CREATE INDEX "mails_created" ON "mails" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "mails_address" ON "mails" USING btree ("organization_id","address_hash","created_at");--> statement-breakpoint
-- What was said before there was anybody to react stays unanswered. The owner must see the rows; the wall is put back after.
ALTER TABLE "event_heads" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "reaction_cursors" ("organization_id", "seq") SELECT "organization_id", "seq" FROM "event_heads";

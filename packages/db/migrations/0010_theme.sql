CREATE TABLE "theme_versions" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"number" integer,
	"tokens" jsonb NOT NULL,
	"saved_by" text,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "theme_versions_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "theme_versions_number" UNIQUE("organization_id","number"),
	CONSTRAINT "theme_versions_state" CHECK ("theme_versions"."state" in ('draft', 'published', 'former')),
	CONSTRAINT "theme_versions_counted" CHECK (("theme_versions"."number" is null) = ("theme_versions"."state" = 'draft')),
	CONSTRAINT "theme_versions_tokens" CHECK (jsonb_typeof("theme_versions"."tokens") = 'object')
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_look" jsonb;--> statement-breakpoint
ALTER TABLE "theme_versions" ADD CONSTRAINT "theme_versions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "theme_versions" ADD CONSTRAINT "theme_versions_saved_by_fk" FOREIGN KEY ("organization_id","saved_by") REFERENCES "public"."member_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "theme_versions_draft" ON "theme_versions" USING btree ("organization_id") WHERE "theme_versions"."state" = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "theme_versions_published" ON "theme_versions" USING btree ("organization_id") WHERE "theme_versions"."state" = 'published';--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_look" CHECK (jsonb_typeof("organizations"."chat_look") = 'object');
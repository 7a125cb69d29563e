CREATE TABLE "pictures" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"storage_key" text NOT NULL,
	"named_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pictures_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "pictures_hash" UNIQUE("organization_id","hash"),
	CONSTRAINT "pictures_type" CHECK ("pictures"."content_type" in ('image/png', 'image/jpeg', 'image/webp'))
);
--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;
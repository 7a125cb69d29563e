ALTER TABLE "chat_users" ADD COLUMN "consented_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "chat_users" ADD COLUMN "consent_text" text;
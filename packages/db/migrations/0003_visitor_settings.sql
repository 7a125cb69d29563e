ALTER TABLE "organizations" ADD COLUMN "chat_pre_chat" jsonb;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_hours" jsonb;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_display" jsonb;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_greetings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "chat_typing_preview" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_pre_chat" CHECK (jsonb_typeof("organizations"."chat_pre_chat") = 'object');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_hours" CHECK (jsonb_typeof("organizations"."chat_hours") = 'object');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_display" CHECK (jsonb_typeof("organizations"."chat_display") = 'object');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_greetings" CHECK (jsonb_typeof("organizations"."chat_greetings") = 'array');
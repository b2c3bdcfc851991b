/** Discord's REST API v10, as far as a bot for voice rooms and slash commands meets it. */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Faults, RestOutcome } from './faults.ts';
import { addAccountRoutes } from './rest/account-routes.ts';
import { ApiError, refusal } from './rest/api-error.ts';
import type { RestApp, RestContext, RestEnv } from './rest/app.ts';
import { addCommandRoutes } from './rest/command-routes.ts';
import { addEventRoutes } from './rest/event-routes.ts';
import { addGuildRoutes, addMemberRoutes, addVoiceStateRoutes } from './rest/guild-routes.ts';
import { addInteractionRoutes } from './rest/interaction-routes.ts';
import { addMessageRoutes } from './rest/message-routes.ts';
import { addMemberRoleRoutes, addRoleRoutes } from './rest/role-routes.ts';
import { addThreadMemberRoutes, addThreadRoutes } from './rest/thread-routes.ts';
import { RateLimits, type RateLimitOptions } from './rest/rate-limits.ts';
import { readBody } from './rest/request-body.ts';
import type { RequestLog } from './rest/request-log.ts';
import type { World } from './world.ts';

export interface RestOptions {
  world: World;
  token: string;
  faults: Faults;
  requests: RequestLog;
  rateLimits: RateLimitOptions;
  /** Known once the server listens. */
  gatewayUrl(): string;
}

/** The API under `/api/v10`. */
export function createRestApp(options: RestOptions): RestApp {
  const { world } = options;
  const app: RestApp = new Hono<RestEnv>({ getPath }).basePath('/api/v10');
  // Each wraps the ones after it: what is answered is logged, whoever answers it.
  app.use('*', logging(options.requests));
  app.use('*', misbehaving(options.faults));
  app.use('*', limiting(new RateLimits(options.rateLimits)));
  app.use('*', authorizing(options.token));
  app.use('*', reading(world));
  addAccountRoutes(app, world, () => options.gatewayUrl());
  for (const addRoutes of [
    addMessageRoutes,
    addGuildRoutes,
    addMemberRoutes,
    addRoleRoutes,
    addMemberRoleRoutes,
    addVoiceStateRoutes,
    addCommandRoutes,
    addInteractionRoutes,
    addEventRoutes,
    addThreadRoutes,
    addThreadMemberRoutes,
  ]) {
    addRoutes(app, world);
  }
  app.notFound((context) => errorResponse(context, refusal('notFound')));
  app.onError((error, context) => {
    if (error instanceof ApiError) return errorResponse(context, error);
    throw error;
  });
  return app;
}

/** Clients write `@me` either plainly or as `%40me`. */
function getPath(request: Request): string {
  return new URL(request.url).pathname.replaceAll('%40', '@');
}

type Middleware = MiddlewareHandler<RestEnv>;

function logging(requests: RequestLog): Middleware {
  return async (context, next) => {
    const path = context.req.path.replace(/^\/api\/v10/, '');
    const query = new URL(context.req.url).search;
    context.set('path', path);
    context.set('body', null);
    const atMonotonicMs = performance.now();
    await next();
    const isDropped = context.env.incoming.socket.destroyed;
    const status = isDropped ? 0 : context.res.status;
    const { method } = context.req;
    const body = context.get('body');
    requests.add({ method, path, query, body, status, atMonotonicMs });
  };
}

function misbehaving(faults: Faults): Middleware {
  return async (context, next) => {
    const fault = faults.takeRest(context.req.method, context.get('path'));
    if (fault === null) return next();
    if (fault.outcome.kind === 'delayed') {
      const { delayMs } = fault.outcome;
      if (fault.work === 'undone') await delay(delayMs);
      await next();
      if (fault.work === 'done') await delay(delayMs);
      return undefined;
    }
    if (fault.work === 'done') await next();
    context.res = undefined;
    context.res = outcomeResponse(context, fault.outcome);
    return undefined;
  };
}

function outcomeResponse(
  context: RestContext,
  outcome: Exclude<RestOutcome, { kind: 'delayed' }>,
): Response {
  switch (outcome.kind) {
    case 'status': {
      const body = outcome.body ?? { message: `${outcome.status}: from a fault`, code: 0 };
      return Response.json(body, { status: outcome.status });
    }
    case 'html': {
      const headers = { 'Content-Type': 'text/html' };
      const page = `<html><title>${outcome.status}</title><body>Bad gateway</body></html>`;
      return new Response(page, { status: outcome.status, headers });
    }
    case 'rateLimited':
      return rateLimitedResponse(outcome.scope, outcome.retryAfterMs, {});
    case 'dropped':
      context.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    default:
      return outcome satisfies never;
  }
}

function limiting(limits: RateLimits): Middleware {
  return async (context, next) => {
    const verdict = limits.count(context.req.method, context.get('path'), performance.now());
    if (verdict.refused !== null) {
      const { scope, retryAfterMs } = verdict.refused;
      return rateLimitedResponse(scope, retryAfterMs, verdict.headers);
    }
    await next();
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value);
    return undefined;
  };
}

function rateLimitedResponse(
  scope: 'user' | 'global' | 'shared',
  retryAfterMs: number,
  headers: Record<string, string>,
): Response {
  const retryAfterSeconds = Math.max(0.001, retryAfterMs / 1_000);
  const isGlobal = scope === 'global';
  const message = 'You are being rate limited.';
  const body = { message, retry_after: retryAfterSeconds, global: isGlobal };
  return Response.json(body, {
    status: 429,
    headers: {
      ...headers,
      'Retry-After': retryAfterSeconds.toFixed(3),
      'X-RateLimit-Scope': scope,
      ...(isGlobal ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  });
}

/** Interactions carry their own token, and the gateway's address is no secret. */
const OPEN_PATHS = [/^\/interactions\/\d+\/[^/]+\/callback$/, /^\/webhooks\//, /^\/gateway$/];

function authorizing(token: string): Middleware {
  return async (context, next) => {
    const isOpen = OPEN_PATHS.some((path) => path.test(context.get('path')));
    if (!isOpen && context.req.header('authorization') !== `Bot ${token}`) {
      throw refusal('unauthorized');
    }
    await next();
  };
}

function reading(world: World): Middleware {
  return async (context, next) => {
    const { body, attachments } = await readBody(world, context);
    context.set('body', body);
    context.set('attachments', attachments);
    await next();
  };
}

function errorResponse(context: RestContext, error: ApiError): Response {
  return context.body(JSON.stringify(error.body), error.status as 400, {
    'Content-Type': 'application/json',
  });
}

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

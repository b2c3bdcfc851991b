# Bellkeeper on Node 24, as a user without rights. The folder /app/data/var is what it keeps.
FROM node:24.21.0-bookworm-slim

# ffmpeg prepares recordings; playing needs none.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*

# With --build-arg RHVOICE=1 words that nobody has recorded are spoken more clearly.
ARG RHVOICE=
RUN if [ -n "$RHVOICE" ]; then \
  sed -i 's/^Components: main$/Components: main contrib non-free/' /etc/apt/sources.list.d/debian.sources \
  && apt-get update \
  && apt-get install -y --no-install-recommends rhvoice rhvoice-english \
  && rm -rf /var/lib/apt/lists/*; \
  fi

WORKDIR /app
ENV NODE_ENV=production

COPY package.json package-lock.json ./
# Node is here already, and what is native ships as it is needed: no script has to run.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY commands ./commands
COPY data ./data
COPY src ./src
RUN mkdir -p data/var && chown node:node data/var

USER node
VOLUME /app/data/var
# Every address of the container; which of them the world sees is settled where it is run.
ENV WEB_HOST=0.0.0.0
ENV PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Node itself, so that the signal to stop reaches the bot and it can tell the rooms.
CMD ["node", "--max-semi-space-size=2", "src/main.ts"]

import { type Connection, connect, post } from '../http/connection.ts';
import type { Answer } from '../http/response-reader.ts';

/** Connections to one web process that are used by one request at a time, and kept for the next. */
export interface Lines {
  send(target: string, body: string): Promise<Answer>;
  close(): void;
}

export function createLines(port: number): Lines {
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  return {
    async send(target, body) {
      let line = idle.pop();
      while (line?.ended) line = idle.pop();
      line ??= await connect(port);
      all.add(line);
      const answer = await line.send(post(target, body));
      idle.push(line);
      return answer;
    },
    close() {
      for (const line of all) line.close();
    },
  };
}

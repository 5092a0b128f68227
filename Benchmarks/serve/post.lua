-- Sends one of some pictures with each request, in turn.
local bodies, turn = {}, 0

function init(arguments)
   for _, path in ipairs(arguments) do
      local file = assert(io.open(path, "rb"))
      bodies[#bodies + 1] = wrk.format("POST", "/predict", {["Content-Type"] = "image/png"}, file:read("*a"))
      file:close()
   end
end

function request()
   turn = turn % #bodies + 1
   return bodies[turn]
end

function done(summary, latency)
   local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
   io.write(string.format("result %.1f %.2f %.2f %d\n", summary.requests / summary.duration * 1e6,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end

-- Sends the lines of a file in turn; prints what load.mjs reads, as one line of JSON.
local requests = {}
local nextRequest = 0

function init(args)
  wrk.method = 'POST'
  wrk.headers['content-type'] = 'application/json'
  wrk.headers['authorization'] = 'Bearer ' .. args[2]
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format(nil, nil, nil, line)
  end
end

function request()
  nextRequest = nextRequest % #requests + 1
  return requests[nextRequest]
end

function done(summary, latency)
  local seconds = summary.duration / 1e6
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('{"perSecond":%f,"failures":%d,"p50":%f,"p99":%f,"ownCpu":%f}',
    summary.requests / seconds, failures, latency:percentile(50) / 1000, latency:percentile(99) / 1000, os.clock() / seconds))
end

-- Opens the chart named by EMR_LINT_CHART with Neovim's own LSP client, waits for its findings, applies the first code
-- action that edits the buffer, waits for the findings to be gone, and writes what it saw to EMR_LINT_RESULT.
local rule = vim.env.EMR_LINT_RULE
local result = {}

local function finish()
  local file = assert(io.open(vim.env.EMR_LINT_RESULT, 'w'))
  file:write(vim.json.encode(result))
  file:close()
  vim.cmd('qall!')
end

local function findings()
  return vim.tbl_filter(function(each)
    return each.code == rule
  end, vim.diagnostic.get(0))
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.EMR_LINT_CHART))
  local id = vim.lsp.start_client({
    name = 'emr-lint',
    cmd = { vim.env.EMR_LINT_NODE, vim.env.EMR_LINT_SERVER, '--stdio' },
    root_dir = vim.fn.getcwd(),
    get_language_id = function()
      return 'emr'
    end,
  })
  vim.lsp.buf_attach_client(0, id)
  assert(vim.wait(20000, function()
    return #findings() > 0
  end, 20), 'no finding of ' .. rule .. ' arrived')
  local finding = findings()[1]
  result.line = finding.lnum
  result.message = finding.message
  result.count = #vim.diagnostic.get(0)

  local params = vim.lsp.util.make_given_range_params(
    { finding.lnum + 1, finding.col },
    { finding.lnum + 1, finding.col },
    0,
    'utf-16'
  )
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, finding.lnum) }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)
  local actions = answers[id].result
  result.actions = vim.tbl_map(function(each)
    return each.title
  end, actions)
  for _, action in ipairs(actions) do
    if action.edit then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      break
    end
  end
  result.text = text()
  result.gone = vim.wait(20000, function()
    return #findings() == 0
  end, 20)
end

local ok, message = xpcall(run, debug.traceback)
if not ok then
  result.error = message
end
finish()

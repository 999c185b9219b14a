# R's lm (tolerance 1e-20, so that it drops no column) on the data sets given as JSON on standard input; coefficients and
# standard errors as JSON with 17 digits. Input and output as in polyfit.py. Needs the package jsonlite.

powers <- function(model) if (model$degree > 1) paste0("I(x^", 2:model$degree, ")") else character()

formula_of <- function(model, columns) {
  terms <- if (model$kind == "polynomial") c("x", powers(model)) else columns
  reformulate(terms, response = "y", intercept = model$intercept)
}

text <- function(values) lapply(unname(values), function(value) sprintf("%.17g", value))

fit <- function(data) {
  columns <- do.call(rbind, lapply(data$x, function(row) as.numeric(unlist(row))))
  names <- if (data$model$kind == "polynomial") "x" else paste0("x", seq_len(ncol(columns)))
  frame <- setNames(as.data.frame(columns), names)
  frame$y <- as.numeric(unlist(data$y))
  model <- lm(formula_of(data$model, names), data = frame, tol = 1e-20)
  # summary() warns of an essentially perfect fit, which Wampler1 and Wampler2 are.
  errors <- suppressWarnings(summary(model))$coefficients[, "Std. Error"]
  list(coefficients = text(coef(model)), standardErrors = text(errors))
}

input <- jsonlite::fromJSON(file("stdin"), simplifyVector = FALSE)
estimates <- lapply(input$sets, fit)
names(estimates) <- vapply(input$sets, function(data) data$name, "")
system <- Sys.info()
cat(jsonlite::toJSON(
  list(
    version = paste(R.version$major, R.version$minor, sep = "."),
    platform = paste(system[["sysname"]], system[["machine"]]),
    estimates = list(lm = estimates)
  ),
  auto_unbox = TRUE
))

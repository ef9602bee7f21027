"""Histogram gradient boosting of scikit-learn on the arrays given; prints losses on the rows after the training rows, and times on the clock."""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import log_loss, mean_squared_error

warnings.filterwarnings("ignore")
folder, training, features = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(f"{folder}/x", dtype=np.float32).reshape(-1, features)
y = np.fromfile(f"{folder}/y", dtype=np.float64)
c = np.fromfile(f"{folder}/c", dtype=np.float64).astype(int)
settings = dict(max_iter=100, learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=20, early_stopping=False, random_state=1)


def best(action, times=3):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        result = action()
        seconds.append(time.perf_counter() - start)
    return min(seconds), result


fit, model = best(lambda: HistGradientBoostingRegressor(**settings).fit(x[:training], y[:training]))
walk, predicted = best(lambda: model.predict(x[training:]))
answer = {"regression_fit_s": fit, "regression_predict_s": walk, "regression_loss": mean_squared_error(y[training:], predicted) / 2}
fit, model = best(lambda: HistGradientBoostingClassifier(**settings).fit(x[:training], c[:training]))
walk, predicted = best(lambda: model.predict_proba(x[training:]))
answer |= {"classification_fit_s": fit, "classification_predict_s": walk, "classification_loss": log_loss(c[training:], predicted)}
print(json.dumps(answer))

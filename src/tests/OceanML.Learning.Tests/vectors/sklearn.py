"""Trees, linear models and neighbours of scikit-learn 1.2.1 on small data, for SklearnTests: python3 sklearn.py > sklearn.json

Features are whole sixteenths, so that they are the same in 32 and 64 bits.
"""
import json
import sys
import warnings

# This file would otherwise be what "sklearn" names.
sys.path = sys.path[1:]

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import log_loss, mean_squared_error
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

warnings.filterwarnings("ignore")
random = np.random.default_rng(20)


def sixteenths(values):
    return np.round(values * 16) / 16


def nodes(predictor, at=0):
    """A tree as nested lists: [feature, threshold, missing left, left, right] or the value of a leaf."""
    node = predictor.nodes[at]
    if node["is_leaf"]:
        return float(node["value"])
    return [int(node["feature_idx"]), float(node["num_threshold"]), bool(node["missing_go_to_left"]), nodes(predictor, node["left"]), nodes(predictor, node["right"])]


# A tiny problem whose best splits are unique: the target is continuous. A tenth of the first feature is missing, and means something.
x = sixteenths(random.normal(size=(120, 3)))
y = np.round(np.sin(2 * x[:, 0]) + x[:, 1] + 0.2 * random.normal(size=120), 6)
x[::10, 0] = np.nan
y[::10] += 1.5
regressor = HistGradientBoostingRegressor(max_iter=3, learning_rate=0.3, max_leaf_nodes=6, min_samples_leaf=5, early_stopping=False).fit(x, y)
c = (y > np.median(y)).astype(int)
classifier = HistGradientBoostingClassifier(max_iter=3, learning_rate=0.3, max_leaf_nodes=6, min_samples_leaf=5, l2_regularization=1.0, early_stopping=False).fit(x, c)
tiny = {
    "x": [[None if np.isnan(v) else v for v in row] for row in x], "y": y.tolist(), "c": c.tolist(),
    "regression_start": float(regressor._baseline_prediction.ravel()[0]), "regression": [nodes(p[0]) for p in regressor._predictors],
    "classification_start": float(classifier._baseline_prediction.ravel()[0]), "classification": [nodes(p[0]) for p in classifier._predictors],
}

# Scores on fresh rows.
x = sixteenths(random.normal(size=(1200, 5)))
y = np.round(np.sin(2 * x[:, 0]) + x[:, 1] * (1 + 0.5 * x[:, 2]) + 0.3 * random.normal(size=1200), 4)
c = np.digitize(y + 0.3 * random.normal(size=1200), [-0.7, 0.7])
a, b = slice(0, 800), slice(800, 1200)
boosting = dict(max_iter=100, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=10, early_stopping=False)
forests = dict(n_estimators=300, min_samples_leaf=3, n_jobs=1)


def over(make, fit, judge):
    """Mean and spread over ten seeds."""
    scores = [judge(fit(make(seed))) for seed in range(10)]
    return [float(np.mean(scores)), float(np.std(scores))]


rmse = lambda model: mean_squared_error(y[b], model.predict(x[b])) ** 0.5
loss = lambda model: log_loss(c[b], model.predict_proba(x[b]))
s = (x - x[a].mean(0)) / x[a].std(0)
scores = {
    "x": x.tolist(), "y": y.tolist(), "c": c.tolist(),
    "boosting_rmse": over(lambda seed: HistGradientBoostingRegressor(random_state=seed, **boosting), lambda m: m.fit(x[a], y[a]), rmse),
    "boosting_log_loss": over(lambda seed: HistGradientBoostingClassifier(random_state=seed, **boosting), lambda m: m.fit(x[a], c[a]), loss),
    "forest_rmse": over(lambda seed: RandomForestRegressor(random_state=seed, max_features=2, **forests), lambda m: m.fit(x[a], y[a]), rmse),
    "forest_log_loss": over(lambda seed: RandomForestClassifier(random_state=seed, max_features=2, **forests), lambda m: m.fit(x[a], c[a]), loss),
    "ridge": Ridge(alpha=25).fit(s[a], y[a]).predict(s[b]).round(10).tolist(),
    "logistic": LogisticRegression(C=0.1, tol=1e-12, max_iter=10000).fit(s[a], c[a]).predict_proba(s[b]).round(10).tolist(),
    "neighbours": KNeighborsRegressor(7).fit(s[a], y[a]).predict(s[b]).round(10).tolist(),
    "neighbours_by_distance": KNeighborsRegressor(7, weights="distance").fit(s[a], y[a]).predict(s[b]).round(10).tolist(),
    "neighbour_classes": KNeighborsClassifier(7).fit(s[a], c[a]).predict_proba(s[b]).round(10).tolist(),
}
print(json.dumps({"sklearn": sklearn.__version__, "tiny": tiny, "scores": scores}))
